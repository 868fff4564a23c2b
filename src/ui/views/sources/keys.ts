import {say} from '../../actions/say.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';

export const SOURCES_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['enter'],
    label: 'ask now',
    what: 'asks every source now',
    bar: 1,
    act(cockpit) {
      cockpit.engine.wake();
      say(cockpit, 'asking every source');
    },
  },
];
