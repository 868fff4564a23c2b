import {type AlertKey, alertKey, type Labels} from '../core/alert/alert.js';
import type {Clock} from '../core/ports.js';
import type {Command} from '../core/shift/command.js';
import {type Fact, isFact} from '../core/shift/fact.js';
import type {WatchState} from '../core/watch-state.js';
import {type Act, MOMENTS, type Moment} from './moments.js';
import {NIGHT} from './night/event.js';

/** What somebody who stands the watch needs of the engine. */
export interface Watched {
  readonly store: {getState(): WatchState};
  dispatch(command: Command): Promise<unknown>;
  subscribe(listener: (publication: {readonly facts: readonly Fact[]}) => void): () => void;
}

/**
 * Stands the watch by a script: takes it, then acks, notes, silences and releases at its moments, until `signal`
 * aborts. Has to begin before the engine's first alerts are old news: moments count from when an alert fires.
 */
export function scriptedOperator(
  engine: Watched,
  clock: Clock,
  {signal, moments = MOMENTS}: {readonly signal: AbortSignal; readonly moments?: readonly Moment[]},
): void {
  const start = clock.now();
  const cancels: (() => void)[] = [];
  const waiting = new Set(moments.filter(moment => moment.fires));
  const schedule = (moment: Moment, ms: number) => cancels.push(clock.after(ms, () => act(moment, {engine, clock})));
  const sees = (labels: Labels) => {
    for (const moment of waiting) {
      if (clock.now() - start < (moment.since ?? 0) || !has(labels, moment.fires ?? {})) continue;
      waiting.delete(moment);
      schedule(moment, moment.after);
    }
  };
  const unsubscribe = engine.subscribe(({facts}) => {
    for (const fact of facts) if (isFact(fact, 'alert.fired')) sees(fact.labels);
  });
  signal.addEventListener('abort', () => leave([unsubscribe, ...cancels]), {once: true});

  const {settings, shift} = engine.store.getState();
  if (!shift.shift) void engine.dispatch({type: 'start-shift', operator: settings.operator, endsAt: start + NIGHT});
  for (const {labels} of shift.firing.values()) sees(labels);
  for (const moment of moments) if (!moment.fires) schedule(moment, moment.after);
}

function leave(duties: readonly (() => void)[]): void {
  for (const end of duties) end();
}

function has(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

function act(moment: Moment, {engine, clock}: {readonly engine: Watched; readonly clock: Clock}): void {
  const wanted = moment.on ?? moment.fires;
  const alerts = wanted ? firing(engine.store.getState(), wanted) : [];
  const command = commandFor(moment.act, alerts, clock.now());
  if (command) void engine.dispatch(command);
}

function firing(state: WatchState, wanted: Labels): readonly AlertKey[] {
  return [...state.live.alerts.values()].filter(alert => has(alert.labels, wanted)).map(alertKey);
}

/** Undefined where there is nothing left to do it to. */
function commandFor(what: Act, alerts: readonly AlertKey[], now: number): Command | undefined {
  const [first] = alerts;
  switch (what.do) {
    case 'note':
      return {type: 'note', text: what.text, ...(first === undefined ? {} : {alert: first})};
    case 'change':
      return {type: 'record-change', text: what.text, service: what.service, on: now};
    case 'silence': {
      const {source, matchers, duration, comment} = what;
      return {type: 'silence', source, matchers, duration, comment};
    }
    case 'ack':
      return first === undefined ? undefined : {type: 'ack', alerts, comment: what.comment};
    case 'release':
      return first === undefined ? undefined : {type: 'release', alerts};
    case 'judge':
      return first === undefined ? undefined : {type: 'judge', alerts, verdict: what.verdict, reason: what.reason};
  }
}
