import {ack} from './ack.js';
import {ask} from './ask.js';
import {command} from './command.js';
import {confirm} from './confirm.js';
import type {OverlayDefinition} from './definition.js';
import {edit} from './edit.js';
import {extend} from './extend.js';
import {fill} from './fill.js';
import {filter} from './filter.js';
import {menu} from './menu.js';
import {note} from './note.js';
import {outline} from './outline.js';
import type {Overlay} from './overlay.js';
import {run} from './run.js';
import {silence} from './silence.js';
import {skip} from './skip.js';
import {ticks} from './ticks.js';
import {type} from './type.js';

/** Every kind of overlay; a kind without a definition does not compile. */
const OVERLAYS = {
  ack,
  ask,
  command,
  confirm,
  edit,
  extend,
  fill,
  filter,
  menu,
  note,
  outline,
  run,
  silence,
  skip,
  ticks,
  type,
} satisfies {
  readonly [K in Overlay['kind']]: OverlayDefinition<Extract<Overlay, {kind: K}>>;
};

export function definitionOf<O extends Overlay>(overlay: O): OverlayDefinition<O> {
  return OVERLAYS[overlay.kind] as unknown as OverlayDefinition<O>;
}
