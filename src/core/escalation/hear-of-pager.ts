import {type Draft, writableMap} from '../shift/draft.js';
import type {FactOf} from '../shift/fact.js';
import {type Thread, threadKey} from './delivery.js';
import {changeThread} from './fold-deliveries.js';
import {isSamePager} from './pagers.js';

/** A pager's incident was acknowledged, resolved or taken back there: by its key it is known here, or from now on. */
export function hearOfPager(draft: Draft, fact: FactOf<'pager.reported'>): void {
  const {key, target: kind} = fact;
  const status = REPORTED[fact.what];
  if (key === undefined) return;
  if (status === undefined) {
    if (fact.what === 'escalated') hearOfEscalation(draft, {...fact, key});
    return;
  }
  const known = [...draft.state.threads].filter(([, one]) => one.thread === key && isSamePager(one.kind, kind));
  for (const [name, before] of known) {
    if (fact.on < before.on || isEcho(before, status, fact.on)) continue;
    changeThread(draft, name, ({byAck: _no_more, ...one}) => ({...one, ...reportedAs(fact, status, one)}));
  }
  if (known.length > 0) return;
  foundThread(draft, {...fact, key}, reportedAs(fact, status));
}

type Keyed = FactOf<'pager.reported'> & {readonly key: string};

function foundThread(draft: Draft, {origin, target: kind, key, incident, on}: Keyed, how: Reported): void {
  writableMap(draft, 'threads').set(threadKey(`kind:${kind}`, key), {
    origin,
    target: '',
    kind,
    thread: key,
    ours: false,
    title: incident,
    alerts: [],
    openedAt: on,
    ...how,
  });
}

/** Somebody else is called there. Its status stays: a pager tells of that by itself. */
function hearOfEscalation(draft: Draft, fact: Keyed): void {
  if (isOurEscalation(draft.state, fact, fact.on)) return;
  const {key, target: kind, by, on} = fact;
  const known = [...draft.state.threads].filter(([, one]) => one.thread === key && isSamePager(one.kind, kind));
  for (const [name, {deeds}] of known) {
    if ((deeds?.escalated?.on ?? on) > on) continue;
    changeThread(draft, name, one => ({...one, deeds: {...one.deeds, escalated: {by, on}}}));
  }
  if (known.length === 0) foundThread(draft, fact, {...reportedAs(fact, 'triggered'), deeds: {escalated: {by, on}}});
}

/** So long, ms, a pager may tell of what was escalated from here as if it were its own news. */
const ESCALATION_ECHO = 20_000;

/** Whether a pager tells at a time (Unix ms) of what was escalated from here. */
export function isOurEscalation(
  {deliveries}: Pick<Draft['state'], 'deliveries'>,
  {key, target: kind}: {readonly key: string; readonly target: string},
  on: number,
): boolean {
  return [...deliveries.values()].some(
    one =>
      one.verb === 'escalate' &&
      (one.state === 'requested' || one.state === 'sent') &&
      one.thread === key &&
      isSamePager(one.kind, kind) &&
      one.requestedAt - ESCALATION_ECHO <= on &&
      on <= (one.settledAt ?? Number.POSITIVE_INFINITY) + ESCALATION_ECHO,
  );
}

/** So long, ms, a pager may tell of what an ack here did there as if it were its own news. */
const ECHO = 20_000;

function isEcho({byAck, on}: Thread, status: Thread['status'], heard: number): boolean {
  return byAck === true && status === 'acknowledged' && heard - on < ECHO;
}

const REPORTED: Partial<Record<FactOf<'pager.reported'>['what'], Thread['status']>> = {
  acknowledged: 'acknowledged',
  unacknowledged: 'triggered',
  triggered: 'triggered',
  resolved: 'resolved',
};

type Reported = Pick<Thread, 'status' | 'by' | 'on' | 'url' | 'deeds'>;

function reportedAs({by, on, url}: FactOf<'pager.reported'>, status: Thread['status'], before?: Thread): Reported {
  const deeds = status === 'resolved' ? {deeds: {...before?.deeds, resolved: {by, on}}} : {};
  return {status, by, on, ...(url === undefined ? {} : {url}), ...deeds};
}
