import type {Asking, Decision} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {EscalationCommand} from './command.js';
import {type Thread, threadKey} from './delivery.js';
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
  const known =
    shift.threads.get(threadKey(target, found.thread)) ?? shift.threads.get(threadKey(`kind:${kind}`, found.thread));
  const what = whatHappened(found, known, at);
  if (what === undefined) return [];
  const {url} = found;
  return [
    {
      type: 'pager.reported',
      target: kind,
      what,
      incident: found.ref.id ?? found.ref.number ?? found.title,
      key: found.thread,
      on: Math.max(found.on ?? at, known?.on ?? 0),
      ...(url === undefined ? {} : {url}),
    },
  ];
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
