import {alertKey} from '../alert/alert.js';
import {counted} from '../counted.js';
import type {Refusal} from '../shift/command.js';
import {unknownAlert} from '../shift/decide-log.js';
import {type Asking, type Decision, refuse} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {type AlertGroup, groupsOfAlerts, type Standing, standingOf} from './alert-groups.js';
import {nextLevel, outlookOf} from './clocks.js';
import type {Escalate, EscalationCommand} from './command.js';
import {ackedElsewhere} from './correlation.js';
import {whyNot} from './decide-deliveries.js';
import {wasAsked} from './ladder.js';
import {anyResolvedElsewhere, escalatedElsewhere} from './pager-deeds.js';
import {type Call, callFacts, draftsOf, isOnItsWay} from './pages.js';
import {type Level, levelsOf, type Policy, policyFor} from './policy.js';
import {reachOf, unknownText} from './reach.js';
import {pendingOf} from './upkeep-ladders.js';

/** Calls somebody about alerts, one call for each of their groups; all of them, or none. */
export function decideEscalate(command: Escalate, state: WatchState, asking: Asking): Decision {
  const calls = callsOf(command, state, asking);
  return 'refusal' in calls ? calls : calls.flatMap(call => callFacts(call, state, asking));
}

/** The calls that a command comes to, or why there are none: also what a preview shows. */
export function callsOf(
  command: Escalate,
  state: WatchState,
  asking: Pick<Asking, 'at' | 'by'>,
): readonly Call[] | {readonly refusal: Refusal} {
  const groups = groupsOfAlerts(command.alerts, state);
  const [first] = command.alerts;
  if (groups.length === 0) return noneFires(first, command, state);
  const calls: Call[] = [];
  for (const group of groups) {
    const moved =
      command.asOf === undefined ? undefined : movedSince(group, state, {asOf: command.asOf, now: asking.at});
    const call = moved ?? callOf(group, command, {state, asking});
    if ('refusal' in call) return call;
    calls.push(call);
  }
  return calls;
}

interface Refused {
  readonly refusal: Refusal;
}

function noneFires(first: string | undefined, {asOf}: Escalate, state: WatchState): Refused {
  if (asOf !== undefined)
    return refuse(
      'refused',
      'It has resolved since you looked: nobody was called.',
      'See what fires with `wk alerts`.',
    );
  if (first === undefined || !state.shift.firing.has(first)) return unknownAlert(first ?? '') as Refused;
  return refuse(
    'refused',
    'The source of that alert has not answered yet, so what it is about is not known.',
    'Wait for the source, or look at its state with `wk doctor`.',
  );
}

/** Whoever says yes to what he saw must not call somebody for what has changed meanwhile. */
function movedSince(
  group: AlertGroup,
  state: WatchState,
  {asOf, now}: {readonly asOf: number; readonly now: number},
): Refused | undefined {
  const {shift} = state;
  const keys = new Set(group.alerts.map(alertKey));
  const acked = [...shift.acks.values()].find(
    ack =>
      ack.requestedAt > asOf &&
      ack.status !== 'ended' &&
      ack.alerts.some(({fingerprint}) => keys.has(alertKey({source: ack.source, fingerprint}))),
  );
  if (acked !== undefined) return moved(`${acked.by} has acked it`);
  const pager = ackedElsewhere(group, state, asOf + 1);
  if (pager !== undefined) return moved(`${pager.by} has acknowledged it at ${pager.at}`);
  const raised = escalatedElsewhere(group, state, asOf + 1);
  if (raised !== undefined) return moved(`${raised.by} has escalated it at ${raised.at}`);
  const ended = anyResolvedElsewhere(group, state, asOf + 1);
  if (ended !== undefined) return moved(`${ended.by} has resolved it at ${ended.at}`);
  const ladder = shift.ladders.get(group.group);
  if ((ladder?.escalatedAt ?? 0) > asOf) return moved(`${ladder?.escalatedBy ?? 'somebody'} has escalated it`);
  return standingOf(group, state, now) === undefined ? moved('it was silenced') : undefined;
}

function moved(what: string): Refused {
  return refuse(
    'refused',
    `Since you looked, ${what}: nobody was called.`,
    'Look again, and escalate it if it is still wanted.',
  );
}

function callOf(
  group: AlertGroup,
  command: Escalate,
  {state, asking}: {readonly state: WatchState; readonly asking: Pick<Asking, 'at' | 'by'>},
): Call | Refused {
  const {ladder, policy, standing} = knownOf(group, state, asking.at);
  const common = {
    group,
    standing,
    ...(policy && {policy}),
    ...(ladder && {ladder}),
    clock: standing.unackedSince === undefined ? ('no-progress' as const) : ('unacked' as const),
    since: standing.unackedSince ?? standing.ackedSince ?? standing.since,
    ...(command.message === undefined ? {} : {note: command.message}),
  };
  // Whoever asks once more before anybody was reached wants just that, and not the level after it.
  const next = (of: Policy) => {
    const last = levelsOf(of, standing.severity).findLast(({name}) => wasAsked(ladder, name));
    return last !== undefined && isOnItsWay({...common, level: last}, state, asking.at)
      ? last
      : nextLevel({policy: of, severity: standing.severity, ladder}, state, asking.at);
  };
  const level = levelWanted(command, {policy, standing}, next);
  if ('refusal' in level) return level;
  const reach = reachOf(level, state, asking.at);
  const call: Call = {...common, level, reach};
  if (reach.targets.length === 0) return reachesNobody(call);
  const refusal = draftsOf(call, state, asking)
    .map(draft => whyNot(draft, state))
    .find(one => one !== undefined);
  return refusal === undefined ? call : {refusal};
}

interface Known {
  readonly policy: Policy | undefined;
  readonly standing: Standing;
  readonly ladder: Call['ladder'];
}

/** What is held back can be escalated, too: then all of it counts. */
function knownOf(group: AlertGroup, state: WatchState, now: number): Known {
  const outlook = outlookOf(group, state, now);
  const standing = outlook?.standing ?? standingOf(group, state, now) ?? heldStanding(group, state, now);
  const lead = {labels: standing.lead.labels, severity: standing.severity};
  const policy = outlook?.policy ?? policyFor(lead, state.settings.policies);
  return {policy, standing, ladder: state.shift.ladders.get(group.group)};
}

function heldStanding(group: AlertGroup, state: WatchState, now: number): Standing {
  const loose = group.alerts.map(alert => ({
    ...alert,
    state: 'active' as const,
    silencedBy: [],
    inhibitedBy: [],
    mutedBy: [],
  }));
  const standing = standingOf({...group, alerts: loose}, state, now);
  if (standing === undefined) throw new TypeError(`A group without alerts: ${group.group}`);
  return standing;
}

function levelWanted(
  {level, targets}: Escalate,
  {policy, standing}: Pick<Known, 'policy' | 'standing'>,
  next: (policy: Policy) => Level,
):
  | Refused
  | (Pick<Call['level'], 'name' | 'pagerLevel'> & {
      readonly people: readonly string[];
      readonly to: readonly string[];
    }) {
  if (targets !== undefined && targets.length > 0) return {name: `to ${targets.join(', ')}`, people: [], to: targets};
  if (policy === undefined)
    return refuse(
      'not-found',
      `No escalation policy fits ${standing.title}.`,
      'Name a target with --to, or write a policy under `escalation:`.',
    );
  if (level === undefined) return next(policy);
  const levels = levelsOf(policy, standing.severity);
  const wanted = levels[level - 1];
  if (wanted !== undefined) return wanted;
  const names = levels.map(({name}, index) => `${index + 1} ${name}`).join(', ');
  return refuse(
    'not-found',
    `Policy ${policy.name} has no level ${level} for a ${standing.severity}: it has ${counted(levels.length, 'level')}.`,
    `They are ${names}.`,
  );
}

function reachesNobody({level, reach, policy}: Call): Refused {
  const ways = reach.contacts.flatMap(({name, phone}) => (phone === undefined ? [] : [`${name}: ${phone}`]));
  const unknown = unknownText(reach);
  return refuse(
    'refused',
    `${level.name === '' ? 'The next level' : `Level ${level.name}`} of ${policy?.name ?? 'no policy'} has nothing to send to${reach.who.length === 0 ? '' : ` (${reach.who.join(', ')})`}${unknown === undefined ? '' : `: ${unknown}`}.`,
    ways.length === 0 ? 'Name a target with --to.' : `Call by hand: ${ways.join(', ')}. Or name a target with --to.`,
  );
}

type CommandOf<T extends EscalationCommand['type']> = Extract<EscalationCommand, {type: T}>;

/** What is announced for a group is not sent. */
export function decideStopEscalation(command: CommandOf<'stop-escalation'>, {shift}: WatchState): Decision {
  const ladder = shift.ladders.get(command.group);
  if (ladder === undefined || pendingOf(ladder).length === 0)
    return refuse('refused', 'Nothing is about to be sent by itself.', 'There is nothing to stop.');
  return [{type: 'escalation.stopped', group: command.group, title: ladder.title, reason: 'operator'}];
}
