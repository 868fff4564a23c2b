import type {Cockpit} from '../../cockpit.js';
import {type OpenWalk, walkModel} from '../../runbook-model.js';
import type {Pane, Scene} from '../../scene.js';
import {type StepLines, stepLines} from './step-lines.js';

/** Room of the step on the screen. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** What is seen, and how many lines there are above and below it. */
export interface StepPart extends Required<Pane> {
  readonly above: number;
  readonly below: number;
}

/** Lines of output that can be scrolled through. */
const ALL_LINES = 400;
const LEAST_OUTPUT = 3;

/**
 * The part of the step that is seen. Until it is scrolled, the statement under the cursor is in sight, and once it has
 * run the end of what it says, as `tail -f` shows it.
 */
export function stepPart(scene: Scene, model: OpenWalk, room: Room): StepPart {
  const {lines, from, top} = seen(scene, model, room);
  return {
    lines: lines.slice(top, top + room.height),
    target: Math.max(0, Math.min(from - top, room.height - 1)),
    above: top,
    below: Math.max(0, lines.length - top - room.height),
  };
}

/** Scrolls the step in front by half of what is seen; at its end it follows what is said again. */
export function scrollStep(cockpit: Cockpit, room: Room, by: 1 | -1): void {
  const scene = cockpit.scenes.getState();
  const model = walkModel(scene);
  if (model.kind !== 'open') return;
  const all = stepLines(scene, model, {width: room.width, output: ALL_LINES});
  const {top: now, to} = seen(scene, model, room);
  // Counted from the end of the statement: above it there may be more output now.
  const from = model.spot.top ?? all.to - (to - now);
  const last = Math.max(0, all.lines.length - room.height);
  const top = Math.max(0, Math.min(from + by * Math.max(1, Math.floor(room.height / 2)), last));
  const {top: _old, ...spot} = model.spot;
  cockpit.ui.setState(ui => ({spots: {...ui.spots, [model.walk.walk]: {...spot, item: itemOf(model), top}}}));
}

function itemOf({items, at}: OpenWalk): string {
  return items[at]?.id ?? '';
}

function seen(scene: Scene, model: OpenWalk, {width, height}: Room): StepLines & {readonly top: number} {
  const wanted = model.spot.top;
  if (wanted !== undefined) {
    const all = stepLines(scene, model, {width, output: ALL_LINES});
    return {...all, top: Math.max(0, Math.min(wanted, all.lines.length - height))};
  }
  const bare = stepLines(scene, model, {width, output: 0});
  const {output, below} = roomFor(bare, height);
  const found = stepLines(scene, model, {width, output});
  const end = (below ? found.lines.length : found.to + 1) - height;
  return {...found, top: Math.max(0, found.ran ? end : Math.min(found.from, end))};
}

/** How much output there is room for, and whether what stands below it is in sight as well. */
function roomFor({lines, from, to}: StepLines, height: number): {readonly output: number; readonly below: boolean} {
  const whole = height - lines.length;
  if (whole >= LEAST_OUTPUT) return {output: whole, below: true};
  const beside = height - (lines.length - from);
  if (beside >= LEAST_OUTPUT) return {output: beside, below: true};
  // A long statement that has run makes room for what it says.
  return {output: Math.max(LEAST_OUTPUT, height - (to - from + 1), Math.floor((height * 2) / 3)), below: false};
}
