import type {StoredAlert} from './alert-store.js';
import type {ObservedAlert, ObservedGroup} from './observation.js';

/**
 * The JSON of what fires. Most of an alert's text never changes between two answers, so its parts are kept with it and
 * an answer of ten thousand alerts is little more than joining strings.
 */
export function alertsText(alerts: readonly ObservedAlert[]): string {
  return `[${alerts.map(observed => alertText(observed, [])).join(',')}]\n`;
}

export function groupsText(groups: readonly ObservedGroup[]): string {
  const texts = groups.map(({placement, mutedBy, alerts}) => {
    const inner = alerts.map(observed => alertText(observed, mutedBy)).join(',');
    const receiver = JSON.stringify({name: placement.receiver});
    return `{"alerts":[${inner}],"labels":${JSON.stringify(placement.labels)},"receiver":${receiver}}`;
  });
  return `[${texts.join(',')}]\n`;
}

function alertText({alert, silencedBy, inhibitedBy}: ObservedAlert, mutedBy: readonly string[]): string {
  const {head, tail} = still(alert);
  const state = silencedBy.length + inhibitedBy.length + mutedBy.length > 0 ? 'suppressed' : 'active';
  return `${head}{"inhibitedBy":${list(inhibitedBy)},"mutedBy":${list(mutedBy)},"silencedBy":${list(silencedBy)},"state":"${state}"}${tail}`;
}

function list(names: readonly string[]): string {
  return names.length > 0 ? JSON.stringify(names) : '[]';
}

interface Still {
  readonly head: string;
  readonly tail: string;
}

const kept = new WeakMap<StoredAlert, Still>();

function still(alert: StoredAlert): Still {
  const known = kept.get(alert);
  if (known) return known;
  const receivers = alert.placements.map(({receiver}) => ({name: receiver}));
  const source = alert.generatorURL === '' ? '' : `"generatorURL":${JSON.stringify(alert.generatorURL)},`;
  const made = {
    head: `{"annotations":${JSON.stringify(alert.annotations)},"endsAt":"${iso(alert.endsAt)}","fingerprint":"${alert.fingerprint}","receivers":${JSON.stringify(receivers)},"startsAt":"${iso(alert.startsAt)}","status":`,
    tail: `,"updatedAt":"${iso(alert.updatedAt)}",${source}"labels":${JSON.stringify(alert.labels)}}`,
  };
  kept.set(alert, made);
  return made;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
