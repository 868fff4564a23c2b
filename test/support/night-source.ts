import type {Alert, Labels} from '../../src/core/alert/alert.js';
import {compileMatchers} from '../../src/core/alert/matcher.js';
import type {Silence} from '../../src/core/alert/silence.js';
import {type FakeSource, fakeSource} from './fake-source.js';
import {anAlert, aSilence, groupsOf, upHealth} from './given.js';

/** A source that does with silences what Alertmanager does: those it is given hold what they match until they end. */
export interface NightSource {
  readonly source: FakeSource;
  fires(name: string, over?: {readonly labels?: Labels; readonly annotations?: Labels; readonly age?: number}): Alert;
  resolves(name: string): void;
  silences(name: string, over?: Partial<Silence>): void;
  /** Shows everything as it is now. */
  poll(): void;
}

export function nightSource(now: () => number): NightSource {
  const fake = fakeSource('eu', now);
  const alerts = new Map<string, Alert>();
  const silences = new Map<string, Silence>();
  const source: FakeSource = {
    ...fake,
    async placeSilence(draft, options) {
      const placed = await fake.placeSilence(draft, options);
      const {matchers, createdBy, comment} = draft;
      silences.set(placed.id, aSilence({...placed, matchers, createdBy, comment, updatedAt: now()}));
      return placed;
    },
    async expireSilence(id, signal) {
      await fake.expireSilence(id, signal);
      const held = silences.get(id);
      if (held !== undefined) silences.set(id, {...held, endsAt: now()});
    },
  };
  const known = () => [...silences.values()].map(silence => ({...silence, state: stateOf(silence, now())}));
  return {
    source,
    fires(name, more = {}) {
      const made = anAlert({
        labels: {alertname: name, severity: 'critical', service: 'payments', instance: 'db-1:9100', ...more.labels},
        annotations: {summary: `${name} happened`, ...more.annotations},
        startsAt: now() - (more.age ?? 60_000),
      });
      alerts.set(`${name} ${JSON.stringify(more.labels ?? {})}`, made);
      return made;
    },
    resolves(name) {
      for (const key of [...alerts.keys()]) if (key.startsWith(`${name} `)) alerts.delete(key);
    },
    silences(name, more = {}) {
      const matchers = [{name: 'alertname', value: name, isRegex: false, isEqual: true}];
      const made = aSilence({matchers, startsAt: now(), endsAt: now() + 15 * 60_000, ...more});
      silences.set(made.id, made);
    },
    poll() {
      const list = [...alerts.values()].map(alert => held(alert, known()));
      const health = upHealth({lastGood: now()});
      fake.shows(list, {silences: known(), health});
      fake.sends({groups: {changed: groupsOf(list), gone: []}, health});
    },
  };
}

function stateOf({startsAt, endsAt}: Silence, now: number): Silence['state'] {
  if (endsAt <= now) return 'expired';
  return startsAt > now ? 'pending' : 'active';
}

function held(alert: Alert, silences: readonly Silence[]): Alert {
  const ids = silences
    .filter(({state, matchers}) => {
      const compiled = compileMatchers(matchers);
      return state === 'active' && 'test' in compiled && compiled.test(alert.labels);
    })
    .map(({id}) => id);
  return ids.length === 0 ? alert : {...alert, state: 'suppressed', silencedBy: ids};
}
