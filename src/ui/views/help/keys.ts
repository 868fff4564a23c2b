import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {scrollKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {helpLines} from './rows.js';

export const HELP_KEYS: readonly Binding<Cockpit>[] = scrollKeys(scene => ({
  lines: helpLines(scene).length,
  height: bodyHeight(scene),
})).map((binding, index) => (index < 2 ? {...binding, bar: 2 + index} : binding));
