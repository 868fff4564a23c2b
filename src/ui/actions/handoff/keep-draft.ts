import {handedOver} from '../../../core/handoff/accept.js';
import {draftOf} from '../../../core/handoff/draft.js';
import {lastOf} from '../../../core/handoff/news.js';
import {type ShiftSpan, shiftsIn, shiftToHandOver, shiftToTake} from '../../../core/handoff/shifts.js';
import type {Fact} from '../../../core/shift/fact.js';
import {rfc3339} from '../../../core/time/clock-text.js';
import type {Cockpit} from '../../cockpit.js';
import type {Scene} from '../../scene.js';
import {type Drawn, front, type Taking, type UiState, type ViewId} from '../../ui-store.js';
import {drawFigures} from '../metrics/figures.js';
import {fillGaps} from './fill-gaps.js';
import {dropRecord, renewRecord} from './record.js';

/** So long, ms, a draft stands before it is drawn from the facts and the live state again; what people do shows at once. */
const STANDS = 5_000;
/** And so many times as long as it took: keys are answered between. */
const PATIENCE = 20;
/** Facts so long, ms, before a watch say nothing of it: a draft is not drawn from months. */
const BEFORE = 31 * 24 * 3_600_000;
/** So long, ms, it stands where nothing has happened: only ages grow. */
const STANDS_STILL = 60_000;

/** Something that is drawn from the whole log, and when it was. */
interface Drawing {
  readonly draw: (cockpit: Cockpit) => void;
  readonly drawn: (ui: UiState) => Drawn | undefined;
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
    if (renewRecord(cockpit)) drawing.draw(cockpit);
  });
}

function isDue({ui, watch, now}: Scene, {drawn: find, stands}: Drawing): boolean {
  const drawn = find(ui);
  if (drawn === undefined) return true;
  const age = now - drawn.at;
  if (drawn.watch === watch && age < STANDS_STILL) return false;
  const least = Math.max(stands ?? STANDS, drawn.took * PATIENCE);
  if (stands !== undefined || age >= least) return age >= least;
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
  const begun = cockpit.clock.monotonic();
  const unread = damage === undefined ? {} : {unread: damage};
  const meanwhile = cockpit.ui.getState().meanwhile?.answers ?? [];
  const drawn = draftOf(watch, since(facts, shift), {now: at, shift, ...unread, meanwhile});
  cockpit.ui.setState({draft: {...drawn, at, watch, took: cockpit.clock.monotonic() - begun}});
  fillGaps(cockpit, drawn.handoff);
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
  const begun = cockpit.clock.monotonic();
  const {handoff} = draftOf(watch, since(record.facts, shift), {now, shift});
  const from = bundled?.operator ?? handoff.operator;
  const taking: Taking = {
    from,
    ...(shift === undefined ? {} : {shift: shift.id}),
    span: {from: handoff.from, to: handoff.to},
    items: from === operator ? [] : handedOver(handoff, watch, operator),
    at: now,
    watch,
    took: cockpit.clock.monotonic() - begun,
  };
  cockpit.ui.setState({taking});
}

/** Of a watch, the facts that can say something of it. */
function since(facts: readonly Fact[], shift: ShiftSpan | undefined): readonly Fact[] {
  if (shift === undefined) return facts;
  const from = rfc3339(shift.startedAt - BEFORE);
  return facts.filter(({at}) => at >= from);
}
