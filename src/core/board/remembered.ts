import type {Alert} from '../alert/alert.js';
import type {Occurrence} from '../shift/state.js';
import type {WatchState} from '../watch-state.js';

const SILENCE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const FINGERPRINT = /^[0-9a-f]{16}$/i;

const kept = new WeakMap<Occurrence, Alert>();

/** What fires by the journal at watched sources that have not answered since the start: shown as of then. */
export function rememberedAlerts({live, shift}: Pick<WatchState, 'live' | 'shift'>): readonly Alert[] {
  const alerts: Alert[] = [];
  for (const [key, occurrence] of shift.firing) {
    const health = live.sources.get(occurrence.source);
    if (health === undefined || health.lastGood !== undefined) continue;
    if (occurrence.resolvedOn === undefined && !live.alerts.has(key)) alerts.push(alertOf(occurrence));
  }
  return alerts;
}

function alertOf(occurrence: Occurrence): Alert {
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
