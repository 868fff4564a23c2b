import {dispositionOf} from '../alert/disposition.js';
import {severityOf} from '../alert/severity.js';
import {counted} from '../counted.js';
import {unsettledDeliveries} from '../escalation/deliveries.js';
import {openWalks} from '../handoff/open-walks.js';
import {staleText} from '../handoff/since-handoff.js';
import {type Fact, isFact} from '../shift/fact.js';
import {heldFacts} from '../shift/log-window.js';
import {silentWatchdogs} from '../shift/missing-watchdogs.js';
import {untold} from '../shift/turns.js';
import type {WatchState} from '../watch-state.js';
import {type CheckResult, STATE_CHECKS, type StateCheck} from './checklist.js';
import type {ListedItem} from './lists.js';

/** Looks at the watch itself. */
export function stateCheck(check: StateCheck, state: WatchState, now: number): CheckResult {
  return CHECKS[check](state, now);
}

/** Whether an item is still open: what can be looked at is looked at now, unless it was ticked off by hand. */
export function isStillOpen({check, tick}: ListedItem, state: WatchState, now: number): boolean {
  const byHand = tick?.done === true && tick.check?.ok !== true;
  if (byHand || typeof check !== 'string' || !isStateCheck(check)) return tick?.done !== true;
  return !stateCheck(check, state, now).ok;
}

export function isStateCheck(check: string): check is StateCheck {
  return (STATE_CHECKS as readonly string[]).includes(check);
}

const CHECKS: Readonly<Record<StateCheck, (state: WatchState, now: number) => CheckResult>> = {
  sources(state) {
    const all = [...state.live.sources.values()];
    const down = all.filter(one => one.state !== 'up').map(({source}) => source);
    const silent = silentWatchdogs(state).map(({source}) => source);
    if (all.length === 0) return failed('No source is configured.');
    if (down.length > 0) return failed(`${down.join(' and ')} ${down.length === 1 ? 'does' : 'do'} not answer.`);
    if (silent.length > 0) return failed(`The Watchdog of ${silent.join(' and ')} is missing.`);
    const seen = [...state.live.watchdogs].flatMap(([source, {firing}]) => (firing.size > 0 ? [source] : []));
    const watched = seen.length === 0 ? 'none of them has a Watchdog' : `a Watchdog fires in ${seen.join(' and ')}`;
    return passed(
      `${all.map(({source}) => source).join(' and ')} ${all.length === 1 ? 'answers' : 'answer'}; ${watched}.`,
    );
  },
  recording: ({recording}) =>
    recording.ok ? passed('The journal takes what happens.') : failed(`Not recorded: ${recording.message}.`),
  accepted(state) {
    const {operator, log} = ofShift(state);
    const accepted = log.findLast(
      fact => isFact(fact, 'handoff.accepted') && fact.by === operator && fact.from !== operator,
    );
    if (accepted === undefined || !isFact(accepted, 'handoff.accepted'))
      return failed('No watch was taken over: :accept.');
    return passed(`The watch of ${accepted.from} was taken over.`);
  },
  owned(state, now) {
    const open = [...state.live.alerts.values()].filter(
      alert =>
        alert.absentSince === undefined &&
        severityOf(alert.labels, state.settings.severity).severity <= 'P2' &&
        dispositionOf(alert, state, now).kind === 'unacked',
    );
    return open.length === 0
      ? passed('Nobody is missing: no P1 or P2 is unacked.')
      : failed(`${counted(open.length, 'alert')} of P1 and P2 that nobody has acked.`);
  },
  walks(state) {
    const open = openWalks(state);
    return open.length === 0
      ? passed('None is open.')
      : failed(`Open: ${open.map(({title, done, total}) => `${title} (${done} of ${total})`).join(', ')}.`);
  },
  delivered(state) {
    const open = unsettledDeliveries(state, state.shift.shift?.startedAt ?? 0);
    return open.length === 0
      ? passed('Nothing waits, and nothing was given up.')
      : failed(`Not there: ${open.map(({title, target}) => `${title} to ${target}`).join(', ')}.`);
  },
  handoff(state, now) {
    const {shift: running} = state.shift;
    const missing = running === undefined ? [] : untold(running, state);
    if (running !== undefined && missing.length > 0) {
      const said = staleText(running, missing, {zone: state.settings.ui.timeZone, now});
      return failed(`Not as it is now: ${said}. h opens it, w writes and sends.`);
    }
    const {id, log} = ofShift(state);
    const written = log.findLast(fact => isFact(fact, 'handoff.written') && fact.shift === id);
    return written === undefined ? failed('It is not: h opens it, w writes and sends.') : passed('It is.');
  },
};

/** The running watch, and what the log on the screen has of it; of one that just began, also what was before. */
function ofShift(state: WatchState): {
  readonly id: string | undefined;
  readonly operator: string;
  readonly log: readonly Fact[];
} {
  const {shift, settings} = state;
  return {id: shift.shift?.id, operator: shift.shift?.operator ?? settings.operator, log: heldFacts(state)};
}

function passed(said: string): CheckResult {
  return {ok: true, said};
}

function failed(said: string): CheckResult {
  return {ok: false, said};
}
