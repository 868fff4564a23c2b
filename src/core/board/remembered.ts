import type {Alert, AlertKey} from '../alert/alert.js';
import type {SourceHealth} from '../live/update.js';
import type {Occurrence} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';

const SILENCE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const FINGERPRINT = /^[0-9a-f]{16}$/i;

const kept = new WeakMap<Occurrence, Alert>();

type Known = Pick<WatchState, 'live' | 'shift'>;

/** What fires by the journal at watched sources that have not answered since the start: shown as of then. */
export function rememberedAlerts(state: Known): readonly Alert[] {
  // Once all have answered, which is nearly always, nobody has to look.
  if (![...state.live.sources.values()].some(isSilent)) return [];
  return [...state.shift.firing.keys()].flatMap(key => rememberedAlert(key, state) ?? []);
}

/** The one of that key, where there is one. */
export function rememberedAlert(key: AlertKey, {live, shift}: Known): Alert | undefined {
  const occurrence = shift.firing.get(key);
  if (occurrence === undefined || occurrence.resolvedOn !== undefined) return undefined;
  const health = live.sources.get(occurrence.source);
  return health !== undefined && isSilent(health) && !live.alerts.has(key) ? alertOfOccurrence(occurrence) : undefined;
}

function isSilent({lastGood}: SourceHealth): boolean {
  return lastGood === undefined;
}

/** An alert as far as the journal knows it; of the same occurrence the same object. */
export function alertOfOccurrence(occurrence: Occurrence): Alert {
  const known = kept.get(occurrence);
  if (known) return known;
  const {source, fingerprint, startsAt, labels, state, suppressedBy} = occurrence;
  const isSilence = (id: string): boolean => SILENCE_ID.test(id);
  const isAlert = (id: string): boolean => FINGERPRINT.test(id);
  const alert: Alert = {
    source,
    fingerprint,
    startsAt,
    labels,
    annotations: {summary: occurrence.summary},
    generatorURL: '',
    state,
    silencedBy: suppressedBy.filter(isSilence),
    inhibitedBy: suppressedBy.filter(isAlert),
    mutedBy: suppressedBy.filter(id => !isSilence(id) && !isAlert(id)),
    receivers: [],
    members: [],
  };
  kept.set(occurrence, alert);
  return alert;
}
