import {namedAlerts} from '../../../core/metrics/named-alerts.js';
import type {RunbookDesk} from '../../../core/runbook/desk.js';
import type {NamedAlert} from '../../../core/runbook/shelf.js';
import type {Cockpit} from '../../cockpit.js';

/**
 * Looks which alerts of the log have a runbook here or a link to one, once for each name, and calls `then` when more is
 * known than before.
 */
export function lookForRunbooks(cockpit: Cockpit, then: () => void): void {
  const {desk} = cockpit;
  const {record, runbooksFor} = cockpit.ui.getState();
  if (desk === undefined || record?.state !== 'read') return;
  const asked = runbooksFor?.asked ?? new Set<string>();
  const fresh = [...namedAlerts(record.facts)].filter(([name]) => !asked.has(name));
  if (fresh.length === 0) return;
  const names = fresh.map(([name]) => name);
  cockpit.ui.setState({runbooksFor: {asked: new Set([...asked, ...names]), ...found(runbooksFor?.found)}});
  void Promise.all(fresh.map(async ([name, alert]) => ((await hasRunbook(desk, alert)) ? [name] : []))).then(each => {
    const known = cockpit.ui.getState().runbooksFor;
    if (known === undefined) return;
    cockpit.ui.setState({runbooksFor: {...known, found: new Set([...(known.found ?? []), ...each.flat()])}});
    then();
  });
}

function found(before: ReadonlySet<string> | undefined): {readonly found?: ReadonlySet<string>} {
  return before === undefined ? {} : {found: before};
}

/** Runbooks that cannot be read are none: the views of runbooks say why. */
async function hasRunbook(desk: RunbookDesk, alert: NamedAlert): Promise<boolean> {
  try {
    const match = await desk.match(alert);
    return match.found.length > 0 || match.link !== undefined;
  } catch {
    return false;
  }
}
