import type {Severity} from '../alert/severity.js';
import type {TicketKind} from '../incident/incident.js';
import type {Refusal} from '../shift/command.js';
import {type Asking, type Decision, type NewFact, refuse} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {EscalationCommand} from './command.js';
import {isLost} from './deliveries.js';
import {type Delivery, type DeliveryDraft, threadKey} from './delivery.js';
import type {TargetResult} from './target.js';

type CommandOf<T extends EscalationCommand['type']> = Extract<EscalationCommand, {type: T}>;
type RequestedFact = Extract<NewFact, {type: 'delivery.requested'}>;

const HOUR = 60 * 60_000;
/** How long it is tried to send something, where nothing else is said: then it is no news any more. */
const KEEPS: Readonly<Record<Severity, number>> = {P1: 2 * HOUR, P2: 2 * HOUR, P3: 8 * HOUR, P4: 24 * HOUR};

/** Records what is to be sent: all of it, or none. What was asked for before with the same key is not asked for again. */
export function decideDeliver(command: CommandOf<'deliver'>, state: WatchState, asking: Asking): Decision {
  const refusal = command.deliveries.map(draft => whyNot(draft, state)).find(one => one !== undefined);
  return refusal === undefined ? requestsOf(command.deliveries, state, asking) : {refusal};
}

/** The facts that ask for these drafts, whose targets are known to be able to. */
export function requestsOf(
  drafts: readonly DeliveryDraft[],
  state: WatchState,
  asking: Asking,
): readonly RequestedFact[] {
  const asked = new Set<string>();
  for (const one of state.shift.deliveries.values())
    if (one.state === 'requested' || one.state === 'sent') asked.add(threadKey(one.target, one.key));
  return drafts.flatMap(draft => {
    const fact = requestOf(draft, state, asking);
    const name = threadKey(draft.target, fact.key);
    if (asked.has(name)) return [];
    asked.add(name);
    return [fact];
  });
}

/**
 * The facts that go on with a call that was made before with the same keys: what is on its way is tried now, what was
 * not sent is asked for anew, and what is there stays.
 */
export function goOnWith(
  drafts: readonly DeliveryDraft[],
  state: WatchState,
  asking: Asking,
): readonly RequestedFact[] {
  const {deliveries, origin} = state.shift;
  return drafts.flatMap(draft => {
    const same = [...deliveries.values()].filter(({target, key}) => target === draft.target && key === draft.key);
    if (same.some(one => one.state === 'sent')) return [];
    const own = same.find(one => one.state === 'requested' && one.origin === origin);
    const {escalation = draft.escalation} = own ?? {};
    const again = {...draft, ...(escalation === undefined ? {} : {escalation})};
    return [requestOf(again, state, own === undefined ? asking : {...asking, newId: () => own.delivery})];
  });
}

/** Why this cannot be sent at all; undefined where it can. */
export function whyNot({target: name, verb, room}: DeliveryDraft, {settings}: WatchState): Refusal | undefined {
  const target = settings.targets.find(one => one.name === name);
  if (target === undefined) {
    const known = settings.targets.map(one => one.name).join(', ');
    return refuse(
      'not-found',
      `No target is called ${name}.`,
      known === '' ? 'Name one under `targets:` in the configuration.' : `There are ${known}.`,
    ).refusal;
  }
  if (room !== undefined && target.rooms !== true) {
    return refuse(
      'unsupported',
      `${name} cannot make a channel.`,
      "Slack can, where its target has a bot's `token`; a webhook only posts.",
    ).refusal;
  }
  const power = target.powers[verb];
  return power === true
    ? undefined
    : refuse(
        'unsupported',
        `${name} cannot ${verb}: ${power}`,
        'See what each target can do with `wk doctor --targets`.',
      ).refusal;
}

function requestOf(draft: DeliveryDraft, {settings}: WatchState, asking: Asking): RequestedFact {
  const {key, alerts, people, test, expiresAt, ...rest} = draft;
  const delivery = asking.newId('dlv-');
  return {
    type: 'delivery.requested',
    delivery,
    kind: settings.targets.find(({name}) => name === draft.target)?.kind ?? '',
    key: key ?? delivery,
    expiresAt: expiresAt ?? asking.at + KEEPS[draft.message.severity],
    ...rest,
    message: {...draft.message},
    ...(alerts === undefined ? {} : {alerts}),
    ...(people === undefined ? {} : {people}),
    ...(test === true ? {test} : {}),
  } as RequestedFact;
}

export function decideStopDelivery(command: CommandOf<'stop-delivery'>, {shift}: WatchState, {by}: Asking): Decision {
  const one = shift.deliveries.get(command.delivery);
  if (one === undefined)
    return refuse('not-found', `There is no delivery ${command.delivery}.`, 'List them with `wk deliveries`.');
  if (one.origin !== shift.origin)
    return refuse('refused', `${one.delivery} is sent by ${one.by}'s cockpit.`, `Ask ${one.by} to stop it.`);
  if (isLost(one)) return [givenUp(one, by)];
  if (one.state !== 'requested')
    return refuse('refused', `${one.title} at ${one.target} is ${one.state} already.`, 'There is nothing to stop.');
  const reason = `stopped by ${by}${one.trying || one.doubts > 0 ? '; a try may have got through' : ''}`;
  return [
    {type: 'delivery.failed', delivery: one.delivery, attempts: one.attempts, reason, final: true, stopped: true},
    ...followers(one, {shift}),
  ];
}

/** It was not sent, and from now on nobody has to be told of it. */
function givenUp({delivery, attempts, trouble}: Delivery, by: string): NewFact {
  const before = trouble === undefined ? '' : `: ${trouble.reason}`;
  return {
    type: 'delivery.failed',
    delivery,
    attempts,
    reason: `given up by ${by}${before}`,
    final: true,
    stopped: true,
  };
}

export function decideTryDelivery(command: CommandOf<'try-delivery'>, {shift}: WatchState): Decision {
  const one = shift.deliveries.get(command.delivery);
  if (one?.state !== 'requested') return refuse('refused', 'It is settled already.', 'There is nothing to send.');
  return [{type: 'delivery.tried', delivery: one.delivery, attempt: one.attempts + 1}];
}

/** It is there. Said of one that was stopped meanwhile, too: what has arrived has arrived. */
export function decideSettleDelivery(command: CommandOf<'settle-delivery'>, {shift}: WatchState): Decision {
  const one = shift.deliveries.get(command.delivery);
  if (one === undefined || one.state === 'sent') return [];
  const {ref, url, remark} = command.result;
  return [
    {
      type: 'delivery.sent',
      delivery: one.delivery,
      attempts: attemptsAfter(one),
      ...(ref === undefined ? {} : {ref}),
      ...(url === undefined ? {} : {url}),
      ...(remark === undefined ? {} : {remark}),
      ...(command.repeat === undefined ? {} : {repeat: command.repeat}),
      ...(command.absent === undefined ? {} : {absent: command.absent}),
    },
    ...(one.ticket === undefined ? [] : [ticketMade(one, one.ticket, command.result)]),
    ...(one.room === undefined ? [] : [roomOpened(one, one.room, command.result)]),
  ];
}

function ticketMade(one: Delivery, ticket: TicketKind, {ref = {}, url}: TargetResult): NewFact {
  const [alert] = one.alerts;
  return {
    type: 'incident.ticket-created',
    ticket,
    title: one.message.title,
    target: one.target,
    id: ref.key ?? ref.id ?? Object.values(ref)[0] ?? one.delivery,
    ...(one.incident === undefined ? {} : {incident: one.incident}),
    ...(url === undefined ? {} : {url}),
    ...(alert === undefined ? {} : {alert: {...alert, title: one.message.labels?.alertname ?? alert.fingerprint}}),
  };
}

function roomOpened(one: Delivery, wanted: string, {ref = {}, url}: TargetResult): NewFact {
  return {
    type: 'incident.room-opened',
    incident: one.incident ?? '',
    name: ref.name ?? wanted,
    target: one.target,
    ...(url === undefined ? {} : {url}),
  };
}

export function decideSettleDeliveryFailed(
  command: CommandOf<'settle-delivery-failed'>,
  {shift}: WatchState,
): Decision {
  const one = shift.deliveries.get(command.delivery);
  if (one?.state !== 'requested') return [];
  const {reason, hint, final, unknown, retryAt, tried} = command;
  return [
    {
      type: 'delivery.failed',
      delivery: one.delivery,
      attempts: tried ? attemptsAfter(one) : one.attempts,
      reason,
      final,
      ...(hint === undefined ? {} : {hint}),
      ...(retryAt === undefined || final ? {} : {retryAt}),
      ...(unknown ? {unknown: true as const} : {}),
    },
    ...(final ? followers(one, {shift}) : []),
  ];
}

export function decideExpireDelivery(
  command: CommandOf<'expire-delivery'>,
  {shift}: WatchState,
  {at}: Asking,
): Decision {
  const one = shift.deliveries.get(command.delivery);
  if (one?.state !== 'requested' || at < one.expiresAt) return [];
  return [{type: 'delivery.expired', delivery: one.delivery, attempts: one.attempts}, ...followers(one, {shift})];
}

/** A try that is recorded is counted already. */
function attemptsAfter({attempts, trying}: Delivery): number {
  return trying ? attempts : attempts + 1;
}

/** What was to follow in a thread that was never opened has nothing to say there. */
function followers(opening: Delivery, {shift}: Pick<WatchState, 'shift'>): readonly NewFact[] {
  if (opening.verb !== 'create' || opening.trying || opening.doubts > 0) return [];
  if (shift.threads.get(threadKey(opening.target, opening.thread))?.ref !== undefined) return [];
  return [...shift.deliveries.values()]
    .filter(
      one =>
        one.state === 'requested' &&
        one.delivery !== opening.delivery &&
        one.origin === opening.origin &&
        one.target === opening.target &&
        one.thread === opening.thread,
    )
    .map(one => ({
      type: 'delivery.failed',
      delivery: one.delivery,
      attempts: one.attempts,
      reason: 'what it belongs to was never sent',
      final: true,
    }));
}
