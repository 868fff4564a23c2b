import {goesOn, lastOf, withNews} from '../../../core/handoff/news.js';
import type {Cockpit} from '../../cockpit.js';
import type {ReadRecord} from '../../ui-store.js';
import {without} from '../../ui-store.js';

/** Reads what was recorded, once: what comes after is taken from the log on the screen. */
export function readRecord(cockpit: Cockpit): void {
  const {record} = cockpit.ui.getState();
  if (record?.state === 'reading' || record?.state === 'read') return;
  const {watchDesk} = cockpit;
  if (watchDesk === undefined) {
    put(cockpit, {state: 'read', facts: cockpit.engine.store.getState().log});
    return;
  }
  put(cockpit, {state: 'reading'});
  watchDesk.log().then(
    read => {
      if (cockpit.ui.getState().record?.state === 'reading') put(cockpit, {state: 'read', ...read});
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      const hint = error instanceof Error && 'hint' in error ? String(error.hint) : '';
      put(cockpit, {state: 'failed', message, hint});
    },
  );
}

/** Takes up what was recorded since; false where more came meanwhile than the log on the screen holds, so that all is read anew. */
export function renewRecord(cockpit: Cockpit): boolean {
  const {record} = cockpit.ui.getState();
  if (record?.state !== 'read') return false;
  const {log, shift} = cockpit.engine.store.getState();
  const last = lastOf(record.facts);
  if (!goesOn(log, shift.origin, last)) {
    cockpit.ui.setState(ui => without(ui, 'record'), true);
    readRecord(cockpit);
    return false;
  }
  const facts = withNews(record.facts, log, last);
  if (facts !== record.facts) put(cockpit, {...record, facts});
  return true;
}

/** No screen needs it any more. */
export function dropRecord(cockpit: Cockpit): void {
  cockpit.ui.setState(
    ui => without(ui, 'record', 'meanwhile', 'draft', 'taking', 'figures', 'runbooksFor', 'bundled'),
    true,
  );
}

function put(cockpit: Cockpit, record: ReadRecord): void {
  cockpit.ui.setState({record});
}
