import {draftOf} from '../../../core/handoff/draft.js';
import {lastOf} from '../../../core/handoff/news.js';
import {shiftsIn, shiftToHandOver} from '../../../core/handoff/shifts.js';
import type {Cockpit} from '../../cockpit.js';
import type {Scene} from '../../scene.js';
import {front, type ViewId} from '../../ui-store.js';
import {dropRecord, renewRecord} from './record.js';

/** So long, ms, a draft stands before it is drawn from the facts and the live state again; what people do shows at once. */
const STANDS = 5_000;

const NEEDING: ReadonlySet<ViewId> = new Set(['handoff']);

/** Draws the handoff in front again as the watch goes on, and lets go of what was read once no screen needs it. */
export function keepDraft(cockpit: Cockpit): () => void {
  return cockpit.scenes.subscribe(() => {
    const scene = cockpit.scenes.getState();
    const {record, overlay, stack} = scene.ui;
    if (record === undefined) return;
    if (!stack.some(({view}) => NEEDING.has(view))) dropRecord(cockpit);
    else if (record.state === 'read' && overlay === undefined && front(scene.ui).view === 'handoff' && isDue(scene))
      draw(cockpit);
  });
}

function isDue({ui: {draft, record}, watch, now}: Scene): boolean {
  if (draft === undefined) return true;
  if (draft.watch === watch && now - draft.at < 60_000) return false;
  if (now - draft.at >= STANDS) return true;
  if (record?.state !== 'read' || watch.log === draft.watch.log) return false;
  const last = lastOf(record.facts);
  return watch.log.some(({origin, seq, by}) => by !== 'wk' && seq > (last.get(origin) ?? 0));
}

function draw(cockpit: Cockpit): void {
  renewRecord(cockpit);
  const {record} = cockpit.ui.getState();
  if (record?.state !== 'read') return;
  const {facts, damage} = record;
  const watch = cockpit.engine.store.getState();
  const shift = shiftToHandOver(shiftsIn(facts), watch.shift.shift?.id);
  const at = cockpit.clock.now();
  const draft = draftOf(watch, facts, {now: at, shift, ...(damage === undefined ? {} : {unread: damage})});
  cockpit.ui.setState({draft: {...draft, at, watch}});
}
