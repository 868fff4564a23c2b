import {checklistDeciders} from '../checklist/deciders.js';
import {
  decideDeliver,
  decideExpireDelivery,
  decideSettleDelivery,
  decideSettleDeliveryFailed,
  decideStopDelivery,
  decideTryDelivery,
} from '../escalation/decide-deliveries.js';
import {decideEscalate, decideStopEscalation} from '../escalation/decide-escalate.js';
import {decideReportPager} from '../escalation/decide-report.js';
import {pagerFacts} from '../escalation/one-ack.js';
import {decideTickLadders} from '../escalation/upkeep-ladders.js';
import {handoffDeciders} from '../handoff/deciders.js';
import {incidentDeciders} from '../incident/deciders.js';
import {roomFacts} from '../incident/room-upkeep.js';
import {decideEndLease, decideNoteLease, decideReturnLease, decideTakeLease} from '../lease/decide-lease.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {decideAck, decideRelease} from './decide-ack.js';
import {decideForgetWatchdogs} from './decide-forget.js';
import {decideJudge, decideNote, decideRecordChange} from './decide-log.js';
import {decideMeet} from './decide-meet.js';
import {decideReconcile, decideTick} from './decide-reconcile.js';
import {decideResolve, decideTellEnding} from './decide-resolve.js';
import {
  decideSettleAck,
  decideSettleAckExpired,
  decideSettleAckFailed,
  decideSettleExtension,
  decideSettleOrder,
  decideSettleOrderFailed,
} from './decide-settle.js';
import {decideEndShift, decideStartShift} from './decide-shift.js';
import {decideExpireSilence, decideExtendSilence, decideSilence} from './decide-silence.js';
import {decideTickTurns} from './decide-turns.js';
import {
  decideCloseRunbook,
  decideConfirmRun,
  decideFinishStep,
  decideOpenRunbook,
  decideReopenStep,
  decideSettleRunEnded,
  decideSettleRunFailed,
  decideSettleRunLeft,
  decideSettleRunStarted,
  decideSkipStep,
  decideStopRun,
} from './decide-walk.js';
import {decideLeaveWatch, decideOpenWatch} from './decide-watching.js';
import {type Asking, type Decision, isRefusal, refuse} from './decision.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;
type Decider<T extends Command['type']> = (command: CommandOf<T>, state: WatchState, asking: Asking) => Decision;

/** Commands that change something outside this machine. */
const OUTSIDE: ReadonlySet<Command['type']> = new Set([
  'ack',
  'release',
  'resolve',
  'silence',
  'extend-silence',
  'expire-silence',
  'confirm-run',
  'deliver',
  'flush-deliveries',
  'escalate',
  'open-room',
  'open-ticket',
  'send-handoff',
]);

/** Whether a command changes something outside this machine, which a read-only cockpit must not. */
export function changesOutside(command: Command): boolean {
  return OUTSIDE.has(command.type) || (command.type === 'post-update' && command.to.length > 0);
}

export const readOnlyRefusal = refuse(
  'read-only',
  'This cockpit is read-only: nothing outside it is changed.',
  'Start it without --read-only to act.',
);

/** What a command comes to in a state: pure, total, and the same answer for the same question. */
export function decide(command: Command, state: WatchState, asking: Asking): Decision {
  if (state.settings.readOnly && changesOutside(command)) return readOnlyRefusal;
  const decider = deciders[command.type] as Decider<typeof command.type>;
  const decision = decider(command as never, state, asking);
  return isRefusal(decision)
    ? decision
    : [...decision, ...pagerFacts(decision, state, asking), ...roomFacts(decision, state, asking)];
}

/** One decider for each command; a command without one does not compile. */
const deciders: {readonly [T in Command['type']]: Decider<T>} = {
  ack: decideAck,
  release: decideRelease,
  resolve: decideResolve,
  'tell-ending': decideTellEnding,
  'forget-watchdogs': decideForgetWatchdogs,
  silence: decideSilence,
  'extend-silence': decideExtendSilence,
  'expire-silence': decideExpireSilence,
  note: decideNote,
  'record-change': decideRecordChange,
  judge: decideJudge,
  'start-shift': decideStartShift,
  'end-shift': decideEndShift,
  'tick-turns': decideTickTurns,
  'open-runbook': decideOpenRunbook,
  'close-runbook': decideCloseRunbook,
  'confirm-run': decideConfirmRun,
  'stop-run': decideStopRun,
  'finish-step': decideFinishStep,
  'skip-step': decideSkipStep,
  'reopen-step': decideReopenStep,
  'settle-run-started': decideSettleRunStarted,
  'settle-run-ended': decideSettleRunEnded,
  'settle-run-failed': decideSettleRunFailed,
  'settle-run-left': decideSettleRunLeft,
  ...incidentDeciders,
  ...handoffDeciders,
  ...checklistDeciders,
  // Facts of others are recorded as they came, which the writer does: nothing of our own follows from them.
  'take-bundle': () => [],
  deliver: decideDeliver,
  'stop-delivery': decideStopDelivery,
  // The writer itself does what it asks for.
  'flush-deliveries': () => [],
  'try-delivery': decideTryDelivery,
  'settle-delivery': decideSettleDelivery,
  'settle-delivery-failed': decideSettleDeliveryFailed,
  'expire-delivery': decideExpireDelivery,
  'report-pager': decideReportPager,
  escalate: decideEscalate,
  'stop-escalation': decideStopEscalation,
  'tick-ladders': decideTickLadders,
  'note-lease': decideNoteLease,
  'end-lease': decideEndLease,
  'take-lease': decideTakeLease,
  'return-lease': decideReturnLease,
  'meet-source': decideMeet,
  reconcile: decideReconcile,
  tick: decideTick,
  'open-watch': decideOpenWatch,
  'leave-watch': decideLeaveWatch,
  'settle-ack': decideSettleAck,
  'settle-extension': decideSettleExtension,
  'settle-ack-failed': decideSettleAckFailed,
  'settle-ack-expired': decideSettleAckExpired,
  'settle-order': decideSettleOrder,
  'settle-order-failed': decideSettleOrderFailed,
  'settle-recording': command => [{type: 'journal.recovered', since: command.since, reason: command.reason}],
};
