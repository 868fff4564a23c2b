import {handedOver} from '../../../core/handoff/accept.js';
import {draftOf} from '../../../core/handoff/draft.js';
import {lastOf} from '../../../core/handoff/news.js';
import {shiftsIn, shiftToHandOver, shiftToTake} from '../../../core/handoff/shifts.js';
import type {WatchState} from '../../../core/watch-state.js';
import type {Cockpit} from '../../cockpit.js';
import type {Scene} from '../../scene.js';
import {type DrawnDraft, front, type Taking, type UiState, type ViewId} from '../../ui-store.js';
import {drawFigures} from '../metrics/figures.js';
import {dropRecord, renewRecord} from './record.js';

/** So long, ms, a draft stands before it is drawn from the facts and the live state again; what people do shows at once. */
const STANDS = 5_000;
/** So long, ms, it stands where nothing has happened: only ages grow. */
const STANDS_STILL = 60_000;

/** Something that is drawn from the whole log, and when it was. */
interface Drawing {
  readonly draw: (cockpit: Cockpit) => void;
  readonly drawn: (ui: UiState) => {readonly at: number; readonly watch: WatchState} | undefined;
  /** How long it stands at least, ms; without it, what people do shows at once. */
  readonly stands?: number;
}

const DRAWN: Partial<Record<ViewId, Drawing>> = {
  handoff: {draw: drawDraft, drawn: ui => ui.draft},
  accept: {draw: drawTaking, drawn: ui => ui.taking},
  metrics: {draw: cockpit => drawFigures(cockpit), drawn: ui => ui.figures, stands: STANDS_STILL},
};

/** Draws what is in front again as the watch goes on, and lets go of what was read once no screen needs it. */
export function keepDraft(cockpit: Cockpit): () => void {
  return cockpit.scenes.subscribe(() => {
    const scene = cockpit.scenes.getState();
    const {record, overlay, stack} = scene.ui;
    if (record === undefined) return;
    if (!stack.some(({view}) => view in DRAWN)) {
      dropRecord(cockpit);
      return;
    }
    const drawing = DRAWN[front(scene.ui).view];
    if (drawing === undefined || record.state !== 'read' || overlay !== undefined || !isDue(scene, drawing)) return;
    renewRecord(cockpit);
    drawing.draw(cockpit);
  });
}

function isDue({ui, watch, now}: Scene, {drawn: find, stands}: Drawing): boolean {
  const drawn = find(ui);
  if (drawn === undefined) return true;
  const age = now - drawn.at;
  if (drawn.watch === watch && age < STANDS_STILL) return false;
  if (stands !== undefined || age >= STANDS) return age >= (stands ?? STANDS);
  if (ui.record?.state !== 'read' || watch.log === drawn.watch.log) return false;
  const last = lastOf(ui.record.facts);
  return watch.log.some(({origin, seq, by}) => by !== 'wk' && seq > (last.get(origin) ?? 0));
}

function drawDraft(cockpit: Cockpit): void {
  const {record} = cockpit.ui.getState();
  if (record?.state !== 'read') return;
  const {facts, damage} = record;
  const watch = cockpit.engine.store.getState();
  const shift = shiftToHandOver(shiftsIn(facts), watch.shift.shift?.id);
  const at = cockpit.clock.now();
  const drawn = draftOf(watch, facts, {now: at, shift, ...(damage === undefined ? {} : {unread: damage})});
  const draft: DrawnDraft = {...drawn, at, watch};
  cockpit.ui.setState({draft});
}

function drawTaking(cockpit: Cockpit): void {
  const {record, bundled} = cockpit.ui.getState();
  if (record?.state !== 'read') return;
  const watch = cockpit.engine.store.getState();
  const {operator} = watch.settings;
  const now = cockpit.clock.now();
  const shifts = shiftsIn(record.facts);
  const shift =
    bundled === undefined
      ? shiftToTake(shifts, operator)
      : shifts.findLast(one => one.id === bundled.shift || one.operator === bundled.operator);
  const {handoff} = draftOf(watch, record.facts, {now, shift});
  const taking: Taking = {
    from: bundled?.operator ?? handoff.operator,
    ...(shift === undefined ? {} : {shift: shift.id}),
    span: {from: handoff.from, to: handoff.to},
    items: handedOver(handoff, watch, operator),
    at: now,
    watch,
  };
  cockpit.ui.setState({taking});
}
