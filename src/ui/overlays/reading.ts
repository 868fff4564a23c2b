import {amend} from '../actions/overlay.js';
import {hush} from '../actions/say.js';
import type {Cockpit} from '../cockpit.js';
import {frameRoom, lineWidth} from '../frame/frame-size.js';
import type {Binding} from '../input/binding.js';
import type {Scene} from '../scene.js';
import type {Asked, OverlayDefinition} from './definition.js';
import type {Confirm, RunQuestion, TypeQuestion} from './overlay.js';

type Long = RunQuestion | TypeQuestion | Confirm;

/** What of the long part of a question is on the screen. */
export interface Page {
  readonly lines: readonly string[];
  readonly top: number;
  readonly room: number;
  readonly count: number;
}

/** The long part of a question as far as there is room for it beside what is always in sight. */
export function pageOf<O extends Long>(
  definition: Pick<OverlayDefinition<O>, 'long' | 'lines'>,
  overlay: O,
  scene: Scene,
): Page {
  const width = lineWidth(scene);
  const all = definition.long?.(overlay, scene, width) ?? [];
  const room = Math.min(all.length, Math.max(0, frameRoom(scene) - definition.lines(overlay, scene, width).length));
  const {reading} = overlay;
  const wanted = reading?.size === sizeOf(scene) ? reading.top : 0;
  const top = Math.max(0, Math.min(wanted, all.length - room));
  return {lines: all.slice(top, top + room), top, room, count: all.length};
}

/** `lines 1-6 of 66`, and how to see the others; empty where all of it is in sight. */
export function pageMark({top, room, count}: Page, keys: 'j k' | 'ctrl-d ctrl-u'): string {
  return room >= count || room === 0 ? '' : `line ${top + 1}-${top + room} of ${count}, ${keys} scroll`;
}

/** Why the question cannot be answered yet: not all of it has been on the screen. */
export function unread<O extends Long>(
  cockpit: Cockpit,
  definition: Pick<OverlayDefinition<O>, 'long' | 'lines'>,
  overlay: O,
): string | undefined {
  const scene = cockpit.scenes.getState();
  const {readBy} = overlay.reading ?? {};
  const {top, room, count} = pageOf(definition, overlay, scene);
  if (room === 0 && count > 0) return 'The terminal is too small to show it: make it larger.';
  if (room >= count || (readBy !== undefined && cockpit.painted() >= readBy)) return undefined;
  return `Scroll to its end first: you have seen line ${top + 1}-${top + room} of ${count}.`;
}

/** Whether the end of it has been on the screen, or is. */
export function isRead<O extends Long>(
  definition: Pick<OverlayDefinition<O>, 'long' | 'lines'>,
  overlay: O,
  scene: Scene,
): boolean {
  const {room, count} = pageOf(definition, overlay, scene);
  return room >= count || overlay.reading?.readBy !== undefined;
}

/** The keys that scroll; never by more than what is seen, so that nothing is passed over. */
export function readingKeys<O extends Long>(
  definition: () => Pick<OverlayDefinition<O>, 'long' | 'lines'>,
): readonly Binding<Asked<O>>[] {
  const by =
    (lines: (room: number) => number) =>
    ({cockpit, overlay}: Asked<O>) =>
      scroll(cockpit, {overlay, page: pageOf(definition(), overlay, cockpit.scenes.getState()), lines});
  return [
    {keys: ['j', 'down'], label: 'down', what: 'one line down', act: by(() => 1)},
    {keys: ['k', 'up'], label: 'up', what: 'one line up', act: by(() => -1)},
    {
      keys: ['pagedown', 'ctrl-d', 'ctrl-f', 'space'],
      label: 'page down',
      what: 'a page down',
      act: by(room => Math.max(1, room - 1)),
    },
    {
      keys: ['pageup', 'ctrl-u', 'ctrl-b'],
      label: 'page up',
      what: 'a page up',
      act: by(room => -Math.max(1, room - 1)),
    },
  ];
}

/** The same beside a text field, which takes the letters. */
export function besideField<C>(keys: readonly Binding<C>[]): readonly Binding<C>[] {
  return keys.map(binding => ({...binding, keys: binding.keys.filter(key => key.length > 1 && key !== 'space')}));
}

function scroll<O extends Long>(
  cockpit: Cockpit,
  {overlay, page, lines}: {readonly overlay: O; readonly page: Page; readonly lines: (room: number) => number},
): void {
  hush(cockpit);
  const {room, count} = page;
  const top = Math.max(0, Math.min(page.top + lines(room), count - room));
  const size = sizeOf(cockpit.scenes.getState());
  const {readBy} = overlay.reading ?? {};
  const reading = {top, size, ...(readBy === undefined ? {} : {readBy})};
  if (readBy !== undefined || room === 0 || top + room < count) {
    amend(cockpit, {...overlay, reading});
    return;
  }
  // What was typed before the end was on the screen is no answer to it.
  const {generation} = cockpit.ui.getState();
  cockpit.ui.setState({
    overlay: {...overlay, reading: {...reading, readBy: generation + 1}},
    generation: generation + 1,
  });
}

function sizeOf({columns, rows}: Scene): string {
  return `${columns}x${rows}`;
}
