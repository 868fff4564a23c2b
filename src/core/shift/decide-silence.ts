import {ackComment, isAckComment} from '../alert/ack-matchers.js';
import {compileMatcher, matches} from '../alert/matcher.js';
import {type Silence, silenceKey} from '../alert/silence.js';
import type {WatchState} from '../watch-state.js';
import type {Command, Refusal} from './command.js';
import {type Asking, type Decision, refuse} from './decision.js';
import {changeAskedOf} from './orders.js';
import type {Ack} from './state.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;

/** A new silence, from now or from a time in the future. */
export function decideSilence(command: CommandOf<'silence'>, state: WatchState, asking: Asking): Decision {
  const fault = faultOf(command, state, asking.at);
  if (fault !== undefined) return fault;
  const token = asking.newId('wk-');
  return [
    {
      type: 'silence.requested',
      token,
      source: command.source,
      op: 'create',
      matchers: [...command.matchers],
      ...(command.startsAt === undefined ? {} : {startsAt: command.startsAt}),
      ...(command.endsAt === undefined ? {} : {endsAt: command.endsAt}),
      ...(command.duration === undefined ? {} : {duration: command.duration}),
      createdBy: asking.by,
      comment: ackComment(command.comment, {now: asking.at, token, prefix: ''}),
    },
  ];
}

/** Moves the end of a silence, in place: matchers, start and comment are echoed, so that its id stays. */
export function decideExtendSilence(command: CommandOf<'extend-silence'>, state: WatchState, asking: Asking): Decision {
  const silence = state.live.silences.get(silenceKey({source: command.source, id: command.silence}));
  if (silence === undefined) return unknownSilence(command);
  if (silence.state === 'expired') {
    return refuse(
      'refused',
      `Silence ${command.silence} has expired; extending it would make another one.`,
      'Make a new one with `wk silence add`.',
    );
  }
  if (command.endsAt <= asking.at) return refuse('invalid', 'That end lies in the past.', 'To end it now, expire it.');
  const asked = changeAskedOf(silence, state.shift);
  if ((asked?.endsAt ?? silence.endsAt) === command.endsAt) return [];
  return [
    {
      type: 'silence.requested',
      token: asking.newId('wk-'),
      source: command.source,
      silence: silence.id,
      op: 'update',
      matchers: [...silence.matchers],
      startsAt: silence.startsAt,
      endsAt: command.endsAt,
      // It stays with whoever it is going over to.
      createdBy: asked?.createdBy ?? silence.createdBy,
      comment: silence.comment,
      ...(asked?.under === undefined ? {} : {under: [...asked.under]}),
    },
  ];
}

/** Ends a silence now. One that carries an ack of ours ends as a release. */
export function decideExpireSilence(command: CommandOf<'expire-silence'>, state: WatchState, asking: Asking): Decision {
  const carried = [...state.shift.acks.values()].find(ack => carries(ack, command));
  if (carried !== undefined) return [{type: 'ack.ended', ack: carried.ack, reason: 'released'}];
  const silence = state.live.silences.get(silenceKey({source: command.source, id: command.silence}));
  if (silence === undefined) return unknownSilence(command);
  if (silence.state === 'expired') return [];
  return [
    {
      type: 'silence.requested',
      token: asking.newId('wk-'),
      source: command.source,
      silence: silence.id,
      op: 'expire',
      matchers: [...silence.matchers],
      createdBy: silence.createdBy,
      comment: silence.comment,
    },
  ];
}

/** Whether a silence in force calls itself an ack. */
export function isAckSilence(silence: Silence, state: WatchState): boolean {
  return (
    silence.state === 'active' &&
    isAckComment(silence.comment, [state.settings.ack.prefix, ...state.settings.ack.recognise])
  );
}

function carries(ack: Ack, command: CommandOf<'expire-silence'>): boolean {
  return ack.source === command.source && ack.silence?.id === command.silence && ack.status !== 'ended';
}

function faultOf(command: CommandOf<'silence'>, state: WatchState, now: number): Decision | undefined {
  const fault = sourceFault(command, state);
  if (fault !== undefined) return fault;
  if (command.matchers.length === 0)
    return refuse(
      'invalid',
      'A silence needs at least one matcher.',
      'Name what it should hit, such as alertname=DiskFull.',
    );
  if (command.matchers.every(matcher => matches(matcher, {}))) {
    return refuse(
      'invalid',
      'These matchers fit an alert that has none of these labels, and Alertmanager takes no silence like that.',
      'Add one that an absent label does not fit, such as alertname=DiskFull.',
    );
  }
  for (const matcher of command.matchers) {
    const compiled = compileMatcher(matcher);
    if ('unsupported' in compiled)
      return refuse('invalid', compiled.unsupported, 'Alertmanager reads RE2 patterns, anchored at both ends.');
  }
  if (command.endsAt === undefined && command.duration === undefined)
    return refuse('invalid', 'A silence needs an end.', 'Give a duration or an end.');
  const start = command.startsAt ?? now;
  if (command.endsAt !== undefined && command.endsAt <= Math.max(start, now)) {
    return refuse('invalid', 'The end lies before the start, or in the past.', 'Give a later end.');
  }
  return undefined;
}

function sourceFault({source}: CommandOf<'silence'>, state: WatchState): Decision | undefined {
  const {sources} = state.live;
  if (!sources.has(source)) {
    const known = [...sources.keys()].filter(name => isSilenceable(name, state));
    return refuse('not-found', `No Alertmanager is called ${source}.`, `Known: ${known.join(', ') || 'none'}.`);
  }
  return isSilenceable(source, state) ? undefined : notSilenceable(source);
}

/** Whether alerts of this source can be silenced: an Alertmanager that is asked here stands behind it. */
export function isSilenceable(source: string, {live}: Pick<WatchState, 'live'>): boolean {
  return live.sources.get(source)?.powers?.silence !== false;
}

/** What can be done instead with alerts that nobody here can silence. */
export function notSilenceable(source: string): {readonly refusal: Refusal} {
  return refuse(
    'refused',
    `${source} cannot be silenced: its alerts come by the feed, and no Alertmanager behind it is asked here.`,
    'Ack it (a, wk ack), so that the team sees who has it; when it is over and nothing says so, end it by hand (R, wk resolve).',
  );
}

function unknownSilence(command: {readonly source: string; readonly silence: string}): Decision {
  return refuse(
    'not-found',
    `${command.source} has no silence ${command.silence}.`,
    'List them with `wk silence list`.',
  );
}
