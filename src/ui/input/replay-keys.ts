import {askJump, goToMark, withReplay} from '../actions/replay.js';
import type {Cockpit} from '../cockpit.js';
import type {Binding} from './binding.js';

/** Keys of a replay; there they come before those of the views. */
export const REPLAY_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: ['space'],
    label: 'pause',
    what: 'holds the replay still, or lets it go on',
    bar: 0.1,
    act: withReplay(replay => replay.pause()),
  },
  {
    keys: ['+', '='],
    label: 'faster',
    what: 'plays faster',
    bar: 0.2,
    act: withReplay(replay => replay.faster()),
  },
  {keys: ['-'], label: 'slower', what: 'plays slower', bar: 0.3, act: withReplay(replay => replay.slower())},
  {
    keys: ['.'],
    label: 'next',
    what: 'goes to the next fact of weight: a P1, an ack, a call, a statement, a note, a source that was lost',
    bar: 0.4,
    act: goToMark('weight', 'next'),
  },
  {keys: [','], label: 'before', what: 'goes to the one before', bar: 0.5, act: goToMark('weight', 'previous')},
  {
    keys: ['>'],
    label: 'next incident',
    what: 'goes to the next incident that was declared',
    bar: 0.7,
    act: goToMark('incident', 'next'),
  },
  {
    keys: ['<'],
    label: 'incident before',
    what: 'goes to the incident before',
    bar: 0.8,
    act: goToMark('incident', 'previous'),
  },
  {keys: ['@'], label: 'jump', what: 'goes to a time: 03:41, +10m, -1h', bar: 0.6, act: askJump},
];
