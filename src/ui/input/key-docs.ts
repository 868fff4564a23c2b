import type {ViewId} from '../ui-store.js';
import {ALL_KEYS} from '../views/all-keys.js';
import {type Binding, keysText} from './binding.js';
import {GLOBAL_KEYS} from './global-keys.js';
import {REPLAY_KEYS} from './replay-keys.js';

/** One key as the documentation lists it. */
export interface KeyDoc {
  readonly view: string;
  readonly key: string;
  /** In a word or two, as the bottom line has it. */
  readonly label: string;
}

const VIEW_NAMES: Readonly<Record<ViewId, string>> = {
  board: 'board',
  alert: 'alert',
  escalate: 'escalation',
  silences: 'silences',
  log: 'log',
  runbook: 'runbook',
  incidents: 'incidents',
  incident: 'incident',
  handoff: 'handoff',
  accept: 'taking over',
  shift: 'watch',
  metrics: 'figures',
  deliveries: 'deliveries',
  contacts: 'contacts',
  sources: 'sources',
  help: 'help',
};

/**
 * The keys of every view, from the tables that the keyboard itself uses. A question shows all its keys in its frame, so
 * the documentation leaves them out.
 */
export function keyDocs(): readonly KeyDoc[] {
  return [
    ...Object.entries(ALL_KEYS).flatMap(([view, keys]) => docsOf(VIEW_NAMES[view as ViewId], keys)),
    ...docsOf('replay', REPLAY_KEYS),
    ...docsOf('everywhere', GLOBAL_KEYS),
  ];
}

function docsOf(view: string, keys: readonly Pick<Binding<never>, 'keys' | 'shown' | 'label'>[]): readonly KeyDoc[] {
  return keys.map(binding => ({view, key: keysText(binding), label: binding.label})).filter(({key}) => key !== '');
}
