import type {Key} from '../../core/screen.js';
import {askStopAnnounced, hasAnnounced} from '../actions/escalate/stop-announced.js';
import {amend, closeOverlay} from '../actions/overlay.js';
import {hush, hushRefusal, say, sayWhyNot} from '../actions/say.js';
import {boardCursor, boardOf, holds, NOWHERE} from '../board-model.js';
import type {Cockpit} from '../cockpit.js';
import type {Asked, OverlayDefinition} from '../overlays/definition.js';
import {definitionOf} from '../overlays/index.js';
import type {Overlay} from '../overlays/overlay.js';
import {type Cursor, without} from '../ui-store.js';
import {type Binding, keyText, resolve} from './binding.js';
import {chord, editField} from './field.js';
import {keyTables} from './key-tables.js';

const ESCAPE: Key = {name: 'esc', ctrl: false, alt: false, text: ''};

/** What a key does: the overlay hears it first and alone, then the view in front, then the whole cockpit. */
export function press(cockpit: Cockpit, key: Key): void {
  if (key.alt && !isMeant(cockpit, key)) {
    // On a slow line escape and the key after it arrive as one: lost, that key's word would be taken for commands.
    press(cockpit, ESCAPE);
    press(cockpit, {...key, alt: false, text: textOf(key)});
    return;
  }
  const {overlay} = cockpit.ui.getState();
  if (overlay === undefined) pressInView(cockpit, key);
  else pressInOverlay(cockpit, key, overlay);
}

function textOf({name, ctrl}: Key): string {
  if (ctrl) return '';
  if (name === 'space') return ' ';
  return [...name].length === 1 ? name : '';
}

/** Whether a key with alt has a meaning of its own here. */
function isMeant(cockpit: Cockpit, key: Key): boolean {
  const ui = cockpit.ui.getState();
  if (ui.overlay === undefined) {
    return resolve(chord(key), keyTables(cockpit), cockpit).kind !== 'unbound';
  }
  const definition = definitionOf(ui.overlay);
  const field = definition.field?.(ui.overlay);
  return isBound(definition, key) || (field !== undefined && editField(field, key) !== undefined);
}

function pressInView(cockpit: Cockpit, key: Key): void {
  if (key.name === 'paste') {
    say(cockpit, 'Nothing takes a paste here. Open a text field first: / filters, n notes.');
    return;
  }
  holdCursor(cockpit);
  const found = resolve(chord(key), keyTables(cockpit), cockpit);
  hush(cockpit);
  if (found.kind === 'act') found.binding.act(cockpit);
  else if (found.kind === 'disabled') sayWhyNot(cockpit, found.reason);
  else say(cockpit, `${keyText(chord(key))} does nothing here`);
}

/**
 * A key means the row that the operator saw the cursor on, and holds it there. Where that row is no more, what has come
 * in its place stays unseen until it is on the screen.
 */
function holdCursor(cockpit: Cockpit): void {
  const {moved, cursors} = cockpit.ui.getState();
  const unseen = moved !== undefined && cockpit.painted() < moved.generation;
  if (unseen && !isThere(cockpit, moved.from)) {
    cockpit.ui.setState({touched: true});
    return;
  }
  const board = unseen ? moved.from : cursors.board;
  cockpit.ui.setState(
    ui => ({...without(ui, 'moved'), touched: true, cursors: board === undefined ? cursors : {...cursors, board}}),
    true,
  );
}

/** Whether a row still is where the cursor was, or has left its mark there. */
function isThere(cockpit: Cockpit, from: Cursor): boolean {
  if (from.id === NOWHERE.id) return false;
  const scene = cockpit.scenes.getState();
  const at = boardCursor({watch: scene.watch, ui: {...scene.ui, cursors: {board: from}}}, boardOf(scene));
  return at?.kind === 'left' || (at !== undefined && (at.row.key === from.id || holds(at.row, from.alert)));
}

function pressInOverlay<O extends Overlay>(cockpit: Cockpit, key: Key, overlay: O): void {
  const definition = definitionOf(overlay);
  const asked: Asked<O> = {cockpit, overlay};
  if (chord(key) === 'ctrl-x' && hasAnnounced(cockpit)) {
    // Seconds are left: what stands in front makes way as with esc, and keeps what was typed.
    definition.leave?.(asked);
    closeOverlay(cockpit);
    askStopAnnounced(cockpit);
    return;
  }
  const early = !definition.eager && cockpit.painted() < cockpit.ui.getState().generation;
  const field = definition.field?.(overlay);
  const edited = field === undefined || isBound(definition, key) ? undefined : editField(field, key);
  if (edited !== undefined && definition.typed !== undefined) {
    hushRefusal(cockpit);
    amend(cockpit, definition.typed(asked, edited));
  } else if (!early) answer(definition, asked, key);
}

function isBound<O extends Overlay>(definition: OverlayDefinition<O>, key: Key): boolean {
  return definition.keys.some(binding => binding.keys.includes(chord(key)));
}

function answer<O extends Overlay>(definition: OverlayDefinition<O>, asked: Asked<O>, key: Key): void {
  const tables: readonly (readonly Binding<Asked<O>>[])[] = [definition.keys, [leaveKey(definition)]];
  const found = resolve(chord(key), tables, asked);
  if (found.kind === 'act') {
    hushRefusal(asked.cockpit);
    found.binding.act(asked);
  } else if (found.kind === 'disabled') sayWhyNot(asked.cockpit, found.reason);
}

/** Every overlay closes with esc, and with ctrl-c as hands do it in a shell. */
function leaveKey<O extends Overlay>(definition: OverlayDefinition<O>): Binding<Asked<O>> {
  return {
    keys: ['esc', 'ctrl-c'],
    label: 'back',
    what: 'closes it; what was typed is kept',
    bar: 9,
    act(asked) {
      definition.leave?.(asked);
      closeOverlay(asked.cockpit);
    },
  };
}
