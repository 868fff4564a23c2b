import {alertKey} from '../alert/alert.js';
import {type Draft, patch, writableMap} from './draft.js';
import type {FactOf, FactType} from './fact.js';
import {noteSeen} from './fold-written.js';

type SourceFact = Extract<FactType, `source.${string}` | `watchdog.${string}`>;

/** How the facts about sources change the state. */
export const sourceAppliers: {readonly [T in SourceFact]: (draft: Draft, fact: FactOf<T>) => void} = {
  'source.met': (draft, fact) => {
    writableMap(draft, 'servers').set(fact.source, fact.members);
  },
  'source.renamed': (draft, fact) => rename(draft, {from: fact.from, to: fact.source}),
  'source.lost': (draft, fact) => {
    writableMap(draft, 'lost').set(fact.source, fact.on);
  },
  'source.recovered': (draft, fact) => {
    noteSeen(draft, draft.state.lost.get(fact.source), fact.at);
    writableMap(draft, 'lost').delete(fact.source);
  },
  'watchdog.missing': (draft, fact) => {
    writableMap(draft, 'watchdogMissing').set(fact.source, fact.on);
  },
  'watchdog.returned': (draft, fact) => {
    noteSeen(draft, draft.state.watchdogMissing.get(fact.source), fact.at);
    writableMap(draft, 'watchdogMissing').delete(fact.source);
  },
  'watchdog.one-missing': (draft, fact) => {
    const {source, fingerprint, labels, on} = fact;
    writableMap(draft, 'watchdogsGone').set(alertKey(fact), {source, fingerprint, labels, since: on});
  },
  'watchdog.one-returned': (draft, fact) => {
    writableMap(draft, 'watchdogsGone').delete(alertKey(fact));
  },
  'watchdog.forgotten': (draft, fact) => {
    const {source, fingerprint, labels, at} = fact;
    const since = draft.state.watchdogsGone.get(alertKey(fact))?.since ?? Date.parse(at);
    writableMap(draft, 'watchdogsGone').set(alertKey(fact), {source, fingerprint, labels, since, forgotten: true});
  },
};

/** What is kept by alert or silence, and with it by source. */
const REKEYED = [
  'firing',
  'endedByHand',
  'history',
  'ackOf',
  'silencesSeen',
  'silencesEnded',
  'judged',
  'judgedAt',
  'watchdogsGone',
] as const;

interface Names {
  readonly from: string;
  readonly to: string;
}

/** Everything that is known of a source goes by its new name; what the new name has already is not touched. */
function rename(draft: Draft, names: Names): void {
  for (const map of REKEYED) {
    rekey(writableMap(draft, map) as Map<string, unknown>, names);
  }
  for (const map of ['acks', 'orders'] as const) {
    const held = writableMap(draft, map) as Map<string, {readonly source: string}>;
    for (const [key, one] of held) if (one.source === names.from) held.set(key, {...one, source: names.to});
  }
  renameAlerts(draft, names);
  const {watchdogSeen, watchdogMissing} = draft.state;
  const missing = watchdogMissing.get(names.from);
  if (missing !== undefined && !watchdogMissing.has(names.to)) {
    writableMap(draft, 'watchdogMissing').set(names.to, missing);
  }
  for (const map of ['lost', 'watchdogMissing', 'servers'] as const) writableMap(draft, map).delete(names.from);
  const seen = [...watchdogSeen].map(source => (source === names.from ? names.to : source));
  patch(draft, {watchdogSeen: new Set(seen)});
}

/** Notes and walks name the alert that they are about. */
function renameAlerts(draft: Draft, {from, to}: Names): void {
  const walks = writableMap(draft, 'walks');
  for (const [key, walk] of walks) {
    if (walk.alert?.source === from) walks.set(key, {...walk, alert: {...walk.alert, source: to}});
  }
  const notes = draft.state.notes.map(note =>
    note.alert?.source === from ? {...note, alert: {...note.alert, source: to}} : note,
  );
  patch(draft, {notes});
}

/** The keys are `source/fingerprint` or `source/id`, and neither of these has a slash in it; a source's name may. */
function rekey(map: Map<string, unknown>, {from, to}: Names): void {
  for (const [key, one] of [...map]) {
    const slash = key.lastIndexOf('/');
    if (key.slice(0, slash) !== from) continue;
    map.delete(key);
    const next = `${to}${key.slice(slash)}`;
    if (!map.has(next)) map.set(next, renamed(one, {from, to}));
  }
}

function renamed(one: unknown, {from, to}: Names): unknown {
  const isNamed = typeof one === 'object' && one !== null && 'source' in one && one.source === from;
  return isNamed ? {...one, source: to} : one;
}
