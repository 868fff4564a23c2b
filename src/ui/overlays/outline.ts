import {amend, closeOverlay} from '../actions/overlay.js';
import {moveIn} from '../actions/runbook/step.js';
import {say} from '../actions/say.js';
import {frameRoom} from '../frame/frame-size.js';
import type {Binding} from '../input/binding.js';
import {type OutlineRow, outlineLine, outlineRows} from '../outline-rows.js';
import {type OpenWalk, walkModel} from '../runbook-model.js';
import type {Scene} from '../scene.js';
import {clampTop} from '../window.js';
import type {Asked, OverlayDefinition} from './definition.js';
import type {Outline} from './overlay.js';

export const outline: OverlayDefinition<Outline> = {
  place: 'target',
  eager: true,
  title: overlay => (overlay.typed === '' ? 'outline' : `outline: step ${overlay.typed}`),
  lines(overlay, scene, width) {
    const model = openIn(scene);
    if (model === undefined) return [];
    const rows = outlineRows(model);
    const focus = rows.findIndex(row => row.item?.id === overlay.item);
    const height = Math.max(1, frameRoom(scene));
    const top = clampTop(0, focus, {height, count: rows.length});
    return rows
      .slice(top, top + height)
      .map(row => outlineLine(scene, {model, row, here: row.item?.id === overlay.item ? 'here' : ''}, width));
  },
  keys: [
    {keys: ['enter'], label: 'go there', what: 'goes to the step or section', bar: 1, act: go},
    {keys: ['j', 'down', 'tab'], label: 'down', what: 'one entry down', bar: 2, act: asked => step(asked, 1)},
    {keys: ['k', 'up', 'backtab'], label: 'up', what: 'one entry up', bar: 3, act: asked => step(asked, -1)},
    {keys: ['pagedown', 'ctrl-d'], label: 'page down', what: 'ten entries down', act: asked => step(asked, 10)},
    {keys: ['pageup', 'ctrl-u'], label: 'page up', what: 'ten entries up', act: asked => step(asked, -10)},
    ...Array.from(
      {length: 10},
      (_, digit): Binding<Asked<Outline>> => ({
        keys: [String(digit)],
        label: 'step 1',
        what: 'to the step of that number',
        ...(digit === 1 ? {bar: 4, shown: '0-9'} : {}),
        act: asked => typeDigit(asked, digit),
      }),
    ),
  ],
};

function go({cockpit, overlay}: Asked<Outline>): void {
  closeOverlay(cockpit);
  moveIn(cockpit, (at, {items}) => {
    const found = items.findIndex(item => item.id === overlay.item);
    return found < 0 ? at : found;
  });
}

function step({cockpit, overlay}: Asked<Outline>, by: number): void {
  const rows = rowsIn(cockpit.scenes.getState());
  const at = rows.findIndex(row => row.item?.id === overlay.item);
  const row = rows[Math.max(0, Math.min(at + by, rows.length - 1))];
  if (row?.item !== undefined) amend(cockpit, {...overlay, item: row.item.id, typed: ''});
}

/** Digits make a number one after the other; one that leads too far begins anew. */
function typeDigit({cockpit, overlay}: Asked<Outline>, digit: number): void {
  const rows = rowsIn(cockpit.scenes.getState());
  const found = (typed: string) => rows.find(({item}) => item?.step !== undefined && String(item.number) === typed);
  const typed = [`${overlay.typed}${digit}`, String(digit)].find(text => found(text) !== undefined);
  const item = typed === undefined ? undefined : found(typed)?.item;
  if (typed === undefined || item === undefined) say(cockpit, `There is no step ${digit}.`, 'warning');
  else amend(cockpit, {...overlay, typed, item: item.id});
}

/** The rows that lead somewhere. */
function rowsIn(scene: Scene): readonly OutlineRow[] {
  const model = openIn(scene);
  return model === undefined ? [] : outlineRows(model).filter(row => row.item !== undefined);
}

function openIn(scene: Scene): OpenWalk | undefined {
  const model = walkModel(scene);
  return model.kind === 'open' ? model : undefined;
}
