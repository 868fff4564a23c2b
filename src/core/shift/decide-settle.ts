import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import type {Decision, NewFact} from './decision.js';
import type {Ack} from './state.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;

/** A silence carries the ack now. */
export function decideSettleAck(command: CommandOf<'settle-ack'>, state: WatchState): Decision {
  const ack = state.shift.acks.get(command.ack);
  if (ack === undefined) return [];
  const {placed} = command;
  if (ack.status === 'placed' && ack.silence?.id === placed.id && ack.silence.endsAt === placed.endsAt) return [];
  return [
    {
      type: 'ack.placed',
      ack: command.ack,
      silence: placed.id,
      startsAt: placed.startsAt,
      endsAt: placed.endsAt,
      member: placed.member,
      ...authorOf(command.author, ack),
    },
  ];
}

/** It is told where the ack has changed hands while its silence was on the way. */
function authorOf(author: string | undefined, {by}: Ack): {readonly author?: string} {
  return author === undefined || author === by ? {} : {author};
}

/** Our keeper moved the end of the ack's silence. */
export function decideSettleExtension(command: CommandOf<'settle-extension'>, state: WatchState): Decision {
  const ack = state.shift.acks.get(command.ack);
  if (ack?.silence === undefined) return [];
  const facts: NewFact[] = [
    {
      type: 'ack.extended',
      ack: command.ack,
      silence: command.placed.id,
      endsAt: command.placed.endsAt,
      ...authorOf(command.author, ack),
    },
  ];
  return facts;
}

/** The same failure again is not said again. */
export function decideSettleAckFailed(command: CommandOf<'settle-ack-failed'>, state: WatchState): Decision {
  const ack = state.shift.acks.get(command.ack);
  if (ack === undefined) return [];
  const said: NewFact = {
    type: 'ack.failed',
    ack: command.ack,
    reason: command.reason,
    final: command.final,
    ...(command.hint === undefined ? {} : {hint: command.hint}),
  };
  if (command.final && ack.status === 'requested')
    return [said, {type: 'ack.ended', ack: command.ack, reason: 'failed', detail: command.reason}];
  return ack.trouble?.reason === command.reason ? [] : [said];
}

/** The silence of an ended ack is gone from its source. */
export function decideSettleAckExpired(command: CommandOf<'settle-ack-expired'>, state: WatchState): Decision {
  const ack = state.shift.acks.get(command.ack);
  if (ack?.silence === undefined || !ack.silenceOpen) return [];
  return [{type: 'silence.expired', token: command.ack, source: ack.source, silence: ack.silence.id, ours: true}];
}

/** A silence of ours was made, moved or ended. */
export function decideSettleOrder(command: CommandOf<'settle-order'>, state: WatchState): Decision {
  const order = state.shift.orders.get(command.token);
  if (order === undefined) return [];
  if (order.op === 'expire') {
    return [
      {type: 'silence.expired', token: order.token, source: order.source, silence: order.silence ?? '', ours: true},
    ];
  }
  if (command.placed === undefined) return [];
  return [
    {
      type: 'silence.placed',
      token: order.token,
      source: order.source,
      silence: command.placed.id,
      matchers: [...order.matchers],
      startsAt: command.placed.startsAt,
      endsAt: command.placed.endsAt,
      createdBy: command.author ?? order.createdBy,
      comment: order.comment,
      ours: true,
    },
  ];
}

export function decideSettleOrderFailed(command: CommandOf<'settle-order-failed'>, state: WatchState): Decision {
  const order = state.shift.orders.get(command.token);
  if (order === undefined) return [];
  return [
    {
      type: 'silence.failed',
      token: order.token,
      source: order.source,
      reason: command.reason,
      ...(command.hint === undefined ? {} : {hint: command.hint}),
    },
  ];
}
