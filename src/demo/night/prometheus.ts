import type {Labels} from '../../core/alert/alert.js';
import {fingerprint} from '../../core/alert/fingerprint.js';
import type {Clock} from '../../core/ports.js';
import type {PostedAlert} from '../server/alert-store.js';
import type {DemoServer} from '../server/server.js';
import {BACKGROUND_HOLDS} from './background.js';
import type {NightAlert} from './event.js';

const RESEND = 60_000;
/** How far ahead it says an alert ends: four resends, so that a lost one does no harm. */
const HOLDS = 4 * RESEND;

/** What evaluates the rules of one site: sends what fires at once and again each minute, and what ended once. */
export interface Prometheus {
  fire(alert: NightAlert, firingFor: number): void;
  resolve(labels: Labels): void;
  /** Alerts of slow rules, sent again only every few hours: ten thousand of them cost next to nothing. */
  background(alerts: readonly NightAlert[]): void;
  stop(): void;
}

export function prometheus(server: DemoServer, clock: Clock): Prometheus {
  const firing = new Map<string, PostedAlert>();
  const standing: PostedAlert[] = [];
  const cancels = [every(clock, RESEND, () => send(firing.values(), HOLDS))];
  const send = (alerts: Iterable<PostedAlert>, holds: number) => {
    const endsAt = clock.now() + holds;
    const posted = Array.from(alerts, alert => ({...alert, endsAt}));
    if (posted.length > 0) server.receive(posted);
  };
  return {
    fire(alert, firingFor) {
      const startsAt = clock.now() - firingFor;
      const posted = {...alert, startsAt};
      firing.set(fingerprint(alert.labels), posted);
      send([posted], HOLDS);
    },
    resolve(labels) {
      const known = firing.get(fingerprint(labels));
      if (!known) return;
      firing.delete(fingerprint(labels));
      server.receive([{...known, endsAt: clock.now()}]);
    },
    background(alerts) {
      const startsAt = clock.now() - BACKGROUND_HOLDS;
      standing.push(...alerts.map(alert => ({...alert, startsAt})));
      send(standing, BACKGROUND_HOLDS);
      cancels.push(every(clock, BACKGROUND_HOLDS - HOLDS, () => send(standing, BACKGROUND_HOLDS)));
    },
    stop() {
      for (const cancel of cancels) cancel();
    },
  };
}

function every(clock: Clock, ms: number, task: () => void): () => void {
  let cancel = clock.after(ms, function again() {
    cancel = clock.after(ms, again);
    task();
  });
  return () => cancel();
}
