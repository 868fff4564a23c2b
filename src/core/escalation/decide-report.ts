import type {Asking, Decision, NewFact} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {EscalationCommand} from './command.js';
import {type Thread, threadKey} from './delivery.js';
import {isOurEscalation} from './hear-of-pager.js';
import {isSamePager} from './pagers.js';
import type {FoundIncident} from './target.js';

/** So long, ms, after something was done in a thread, a pager may still tell of before. */
const LAG = 20_000;

/** An incident that stands otherwise at a pager than it is known here: somebody did that there. */
export function decideReportPager(
  command: Extract<EscalationCommand, {type: 'report-pager'}>,
  {shift, settings}: WatchState,
  {at}: Asking,
): Decision {
  const {found, target} = command;
  const kind = settings.targets.find(({name}) => name === target)?.kind;
  if (kind === undefined || found.thread === undefined) return [];
  const known = shift.threads.get(threadKey(target, found.thread)) ?? sameThread(found.thread, kind, shift);
  const what =
    known === undefined ? firstSeen(found) : (whatHappened(found, known, at) ?? openedAnew(found, known, at));
  const {thread: key, url} = found;
  const report = (done: Reported['what']): Reported => ({
    type: 'pager.reported',
    target: kind,
    what: done,
    incident: found.ref.id ?? found.ref.number ?? found.title,
    key,
    on: Math.max(found.on ?? at, known?.on ?? 0),
    ...(url === undefined ? {} : {url}),
  });
  const isRaised = command.raised === true && !isOurEscalation(shift, {key, target: kind}, at);
  return [
    ...(what === undefined ? [] : [report(what)]),
    // No pager says when it was, or who did it.
    ...(isRaised ? [{...report('escalated'), on: at}] : []),
  ];
}

type Reported = Extract<NewFact, {type: 'pager.reported'}>;

/** By whichever target of that pager it is known. */
function sameThread(thread: string, kind: string, {threads}: WatchState['shift']): Thread | undefined {
  return [...threads.values()].find(one => one.thread === thread && isSamePager(one.kind, kind));
}

/** What is open there is known from then on, and can be acted on; nobody has to know of what is over. */
function firstSeen({status}: FoundIncident): 'triggered' | 'acknowledged' | undefined {
  return status === 'resolved' ? undefined : status;
}

function openedAnew({status}: FoundIncident, known: Thread, now: number): 'triggered' | undefined {
  return status === 'triggered' && known.status === 'resolved' && now - known.on >= LAG ? 'triggered' : undefined;
}

function whatHappened(
  found: FoundIncident,
  known: Thread | undefined,
  now: number,
): 'acknowledged' | 'unacknowledged' | 'resolved' | undefined {
  const {status} = found;
  const before = known?.status ?? 'triggered';
  if (status === before || (known !== undefined && isOfBefore(found, known, now))) return undefined;
  if (status === 'acknowledged') return before === 'resolved' ? undefined : 'acknowledged';
  if (status === 'resolved') return known === undefined ? undefined : 'resolved';
  return before === 'acknowledged' ? 'unacknowledged' : undefined;
}

/** What was just acknowledged may still read as triggered, and what was just taken back as acknowledged. */
function isOfBefore({status, on = 0}: FoundIncident, known: Thread, now: number): boolean {
  if (status === 'resolved' || now - known.on >= LAG) return false;
  return status === 'triggered' || (on <= known.on && known.openedAt < known.on);
}
