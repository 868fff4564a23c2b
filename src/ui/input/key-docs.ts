import {OVERLAYS} from '../overlays/index.js';
import type {Overlay} from '../overlays/overlay.js';
import type {ViewId} from '../ui-store.js';
import {ALL_KEYS} from '../views/all-keys.js';
import {type Binding, keysText} from './binding.js';
import {GLOBAL_KEYS} from './global-keys.js';

/** One key as the documentation lists it. */
export interface KeyDoc {
  readonly view: string;
  readonly key: string;
  readonly what: string;
}

const VIEW_NAMES: Readonly<Record<ViewId, string>> = {
  board: 'board',
  alert: 'alert',
  silences: 'silences',
  log: 'log',
  runbook: 'runbook',
  sources: 'sources',
  help: 'help',
};

const OVERLAY_NAMES: Readonly<Record<Overlay['kind'], string>> = {
  filter: 'filter',
  command: 'command line',
  note: 'note',
  ack: 'ack question',
  silence: 'silence question',
  extend: 'extend question',
  confirm: 'question',
  menu: 'menu',
  fill: 'values',
  run: 'run question',
  type: 'run question with a name',
  edit: 'statement',
  skip: 'skip',
};

/** Every key there is, view by view, from the tables that the keyboard itself uses. */
export function keyDocs(): readonly KeyDoc[] {
  return [
    ...Object.entries(ALL_KEYS).flatMap(([view, keys]) => docsOf(VIEW_NAMES[view as ViewId], keys)),
    ...docsOf('everywhere', GLOBAL_KEYS),
    ...Object.entries(OVERLAYS).flatMap(([kind, definition]) =>
      docsOf(OVERLAY_NAMES[kind as Overlay['kind']], definition.keys),
    ),
  ];
}

function docsOf(view: string, keys: readonly Pick<Binding<never>, 'keys' | 'shown' | 'what'>[]): readonly KeyDoc[] {
  return keys.map(binding => ({view, key: keysText(binding), what: binding.what})).filter(({key}) => key !== '');
}
