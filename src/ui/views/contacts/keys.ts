import {askFilter} from '../../actions/filter.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {scrollKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {shownContacts} from './rows.js';

export const CONTACTS_KEYS: readonly Binding<Cockpit>[] = [
  {keys: ['/'], label: 'filter', what: 'filters by words of name, field, way and note', bar: 1, act: askFilter},
  ...scrollKeys(scene => ({lines: shownContacts(scene).length, height: bodyHeight(scene) - 2})),
];
