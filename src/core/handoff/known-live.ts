import {type Alert, alertKey} from '../alert/alert.js';
import {type Silence, silenceKey} from '../alert/silence.js';
import {isEndedByHand} from '../feed/team-facts.js';
import type {Fact} from '../shift/fact.js';
import {changeAskedOf} from '../shift/orders.js';
import type {Occurrence} from '../shift/state.js';
import type {LiveState, WatchState} from '../watch-state.js';
import {recordedAt} from './episodes.js';
import {silencesInLog} from './silences-in-log.js';

/** What the sources showed, and of those that have shown nothing here, what the log knows of them. */
export interface KnownLive {
  readonly state: WatchState;
  /** When a source last said something that is in the log, Unix ms; 0 where it never did. */
  readonly lastWord: (source: string) => number;
}

/**
 * The look, and in the place of sources that have never answered in this process, what fires there and which silences
 * are in force by the log. `now` is Unix ms.
 */
export function knownLive(state: WatchState, facts: readonly Fact[], now: number): KnownLive {
  const {live, shift} = state;
  const isShown = (source: string) => live.sources.get(source)?.lastGood !== undefined;
  const logged = silencesInLog(facts, now).filter(({source}) => !isShown(source));
  const shown = [...live.silences.values()].map(one => ({...one, createdBy: ownerOf(one, shift)}));
  const silences = new Map([...logged, ...shown].map(one => [silenceKey(one), one] as const));
  const firing = [...shift.firing.values()].filter(({source}) => !isShown(source));
  const alerts = new Map([...firing.map(one => [alertKey(one), remembered(one, silences)] as const), ...live.alerts]);
  const words = lastWords(facts);
  return {
    state: {...state, live: {...live, silences, alerts}},
    lastWord: source => shift.lost.get(source) ?? words.get(source) ?? 0,
  };
}

/** Whose a silence is: of whoever has taken it, before its source has heard of that, too. */
function ownerOf(silence: Silence, shift: WatchState['shift']): string {
  const asked = changeAskedOf(silence, shift);
  return asked?.under === undefined ? silence.createdBy : asked.createdBy;
}

/** An alert as the log has it. What held it then holds it still, unless that is known to have ended. */
export function remembered(one: Occurrence, silences: LiveState['silences']): Alert {
  const {source, fingerprint, startsAt, labels, summary, suppressedBy} = one;
  const silencedBy = suppressedBy.filter(id => silences.has(silenceKey({source, id})));
  const isLoose = suppressedBy.length > 0 && suppressedBy.every(isSilenceId) && silencedBy.length === 0;
  return {
    source,
    fingerprint,
    startsAt,
    labels,
    state: isLoose ? 'active' : one.state,
    annotations: {summary},
    generatorURL: '',
    silencedBy,
    inhibitedBy: [],
    mutedBy: [],
    receivers: [],
    members: [],
  };
}

/** Those of Alertmanager are UUIDs; what inhibits is a fingerprint, what mutes the name of an interval. */
function isSilenceId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}

const OBSERVED = /^(?:alert\.(?:fired|changed|resolved)|silence\.(?:placed|expired)|source\.|watchdog\.)/;

/** When each source was last heard of: it said something then, or was met. */
function lastWords(facts: readonly Fact[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const fact of facts) {
    if (!OBSERVED.test(fact.type) || fact.type === 'watchdog.forgotten' || isEndedByHand(fact)) continue;
    const {source} = fact as {readonly source?: unknown};
    if (typeof source === 'string') words.set(source, Math.max(words.get(source) ?? 0, recordedAt(fact)));
  }
  return words;
}
