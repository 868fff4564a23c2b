import type {
  FoundIncident,
  Target,
  TargetPowers,
  TargetRequest,
  TargetResult,
} from '../../src/core/escalation/target.js';
import {TARGET_VERBS, TargetError} from '../../src/core/escalation/target.js';

export interface FakeTarget extends Target {
  /** Every call, in order. */
  readonly calls: {readonly request: TargetRequest; readonly mayExist: boolean}[];
  /** What is there, as people see it: where the target knows its repeats, each key once. */
  readonly seen: TargetRequest[];
  /** While it has entries, the next call takes the first: an error before or after it was done, or a wait. */
  readonly faults: Fault[];
  /** What `find` finds. */
  incidents: readonly FoundIncident[];
}

export type Fault =
  | {readonly before: TargetError}
  | {readonly after: TargetError}
  /** Done, and no answer until the signal. */
  | 'silent'
  /** Not done, and no answer until the signal. */
  | 'stuck';

interface FakeOptions {
  readonly name?: string;
  readonly kind?: string;
  readonly repeats?: Target['repeats'];
  readonly budget?: NonNullable<Target['budget']>;
  readonly powers?: Partial<TargetPowers>;
}

/** A target that remembers what it was sent, and fails on demand. */
export function fakeTarget(options: FakeOptions = {}): FakeTarget {
  const {name = 'pager', kind = 'pagerduty', repeats = 'key', budget, powers = {}} = options;
  const all = Object.fromEntries(TARGET_VERBS.map(verb => [verb, true])) as unknown as TargetPowers;
  const calls: FakeTarget['calls'] = [];
  const seen: TargetRequest[] = [];
  const faults: Fault[] = [];
  const take = (request: TargetRequest): TargetResult => {
    const existed = repeats !== 'none' && seen.some(one => one.key === request.key);
    if (!existed) seen.push(request);
    return {ref: {id: `ref of ${request.thread}`}, ...(existed ? {existed} : {})};
  };
  const target: FakeTarget = {
    name,
    kind,
    repeats,
    powers: {...all, ...powers},
    ...(budget === undefined ? {} : {budget}),
    calls,
    seen,
    faults,
    incidents: [],
    send: async (request, {mayExist, signal}) => {
      calls.push({request, mayExist});
      const fault = faults.shift();
      if (fault === undefined) return take(request);
      if (fault === 'stuck') return aborted(signal);
      if (fault !== 'silent' && 'before' in fault) throw fault.before;
      take(request);
      if (fault === 'silent') return aborted(signal);
      throw fault.after;
    },
    find: async threads => target.incidents.filter(one => threads.includes(one.thread ?? '')),
    check: async () => `${name} would take a page.`,
  };
  return target;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = () => reject(new TargetError('timeout', 'no answer in time', {hint: 'It is tried again.'}));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, {once: true});
  });
}

export function unreachable(): TargetError {
  return new TargetError('unreachable', 'connection refused', {hint: 'Look whether it runs.'});
}

export function noAnswer(): TargetError {
  return new TargetError('timeout', 'no answer within 10 s', {hint: 'It is tried again.'});
}

export function overloaded(retryAfter: number): TargetError {
  return new TargetError('overloaded', 'too many requests', {hint: 'It is tried again.', retryAfter});
}

export function rejected(): TargetError {
  return new TargetError('rejected', 'the routing key is unknown', {hint: 'Look at the key in the configuration.'});
}
