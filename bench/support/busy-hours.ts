import type {Clock} from '../../src/core/ports.js';
import type {Fact} from '../../src/core/shift/fact.js';
import type {Engine} from '../../src/engine/engine.js';
import {type PostedAlert, postAlerts} from '../../test/support/real.js';

const MINUTE = 60_000;
/** How often something begins, how much of it, and how long it lasts, ms. */
const WAVE = {every: 5 * MINUTE, alerts: 100, lasts: 12 * MINUTE};

/**
 * Keeps a watch busy, each hour as much as the one before: pods that were never seen fire and are gone, some are acked,
 * some silenced, and a note is written of each wave, until `signal` aborts.
 */
export function busyHours(
  watch: {readonly engine: Engine; readonly clock: Clock; readonly urls: readonly string[]},
  signal: AbortSignal,
): void {
  const {engine, clock, urls} = watch;
  let wave = 0;
  const next = () => {
    if (signal.aborted) return;
    wave += 1;
    clock.after(WAVE.every, next);
    // An Alertmanager cut off by the story takes nothing; that is part of the watch.
    void postAlerts(urls[wave % urls.length] ?? '', podsOf(wave, clock.now())).catch(() => undefined);
    void engine.dispatch({type: 'note', text: `wave ${wave} has begun`});
  };
  clock.after(WAVE.every, next);
  const unsubscribe = engine.subscribe(({facts}) => {
    for (const fact of facts) answer(fact, engine);
  });
  signal.addEventListener('abort', unsubscribe, {once: true});
}

function podsOf(wave: number, now: number): readonly PostedAlert[] {
  return Array.from({length: WAVE.alerts}, (_, index) => ({
    labels: {alertname: 'PodRestarted', severity: 'warning', service: `service-${index}`, pod: `pod-${wave}-${index}`},
    annotations: {summary: `pod-${wave}-${index} was restarted`},
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + WAVE.lasts).toISOString(),
  }));
}

/** The first pod of a wave is acked, the second silenced. */
function answer(fact: Fact, engine: Engine): void {
  if (fact.type !== 'alert.fired') return;
  const {source, fingerprint, labels} = fact as Extract<Fact, {type: 'alert.fired'}>;
  const value = labels.pod ?? '';
  if (value.startsWith('pod-') && value.endsWith('-0')) {
    void engine.dispatch({type: 'ack', alerts: [`${source}/${fingerprint}`]});
  }
  if (value.startsWith('pod-') && value.endsWith('-1')) {
    const matchers = [{name: 'pod', value, isRegex: false, isEqual: true}];
    void engine.dispatch({type: 'silence', source, matchers, duration: 10 * MINUTE, comment: 'restarts'});
  }
}
