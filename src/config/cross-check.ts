import {isPublic} from '../core/escalation/public-target.js';
import {whyNoReader} from '../core/handoff/message.js';
import {escalationFaults} from './check-escalation.js';
import {type Fault, targetFaults} from './check-reach.js';
import type {FileConfig} from './schema.js';

/** What is wrong between sections that are well formed by themselves, and where. */
export function crossFaults(file: FileConfig): readonly Fault[] {
  return [
    ...audienceFaults(file),
    ...roomFaults(file),
    ...postFaults(file),
    ...turnFaults(file),
    ...betweenSections(file),
  ];
}

function betweenSections(file: FileConfig): readonly Fault[] {
  return escalationFaults({
    escalation: file.escalation ?? {},
    contacts: file.contacts ?? {},
    targets: keysOf(file.targets),
    publicTargets: Object.entries(file.targets ?? {}).flatMap(([name, {kind}]) => (isPublic(kind) ? [name] : [])),
    schedules: keysOf(file.schedule),
    users: usersIn(file.schedule),
  });
}

/** Updates that would go to targets that nobody has configured. */
function audienceFaults({incidents, targets}: FileConfig): readonly Fault[] {
  const known = {targets: keysOf(targets)};
  return Object.entries(incidents?.audiences ?? {}).flatMap(([audience, one]) =>
    targetFaults(one?.to, ['incidents', 'audiences', audience, 'to'], known),
  );
}

/** Rooms that would be made where nobody can. */
function roomFaults({incidents, targets = {}}: FileConfig): readonly Fault[] {
  const room = incidents?.room;
  if (room === undefined || typeof room === 'string') return [];
  const able = Object.keys(targets).filter(name => canMakeRooms(targets[name]));
  const known = able.length === 0 ? 'none of the targets can' : `${able.join(', ')} can`;
  const why = `only Slack with a bot's token makes rooms; ${known}`;
  if (room.at !== undefined)
    return able.includes(room.at)
      ? []
      : [{path: ['incidents', 'room', 'at'], message: `${room.at} makes no rooms: ${why}`}];
  const wanted = (['for', 'archive'] as const).filter(name => room[name] !== undefined);
  return able.length > 0 ? [] : wanted.slice(0, 1).map(name => ({path: ['incidents', 'room', name], message: why}));
}

function canMakeRooms(target: NonNullable<FileConfig['targets']>[string] | undefined): boolean {
  return target?.kind === 'slack' && 'token' in target;
}

/** Watches that would be told to targets that nobody has configured. */
function postFaults({handoff, targets}: FileConfig): readonly Fault[] {
  const path = ['handoff', 'posts'];
  const unread = (handoff?.posts ?? []).flatMap((name): Fault[] => {
    const kind = targets?.[name]?.kind;
    const message = kind === undefined ? undefined : whyNoReader({name, kind});
    return message === undefined ? [] : [{path, message}];
  });
  return [...targetFaults(handoff?.posts, path, {targets: keysOf(targets)}), ...unread];
}

/** Watches that would go by schedules that nobody has configured. */
function turnFaults({shift, schedule}: FileConfig): readonly Fault[] {
  const {from_schedule: by} = shift ?? {};
  const known = keysOf(schedule);
  if (by === undefined || typeof by === 'boolean') return [];
  return by
    .filter(name => !known.includes(name))
    .map(name => ({
      path: ['shift', 'from_schedule'],
      message: `there is no schedule ${name}; ${known.length === 0 ? 'none is configured' : `there are ${known.join(', ')}`}`,
    }));
}

function keysOf(section: unknown): readonly string[] {
  return typeof section === 'object' && section !== null ? Object.keys(section) : [];
}

/** Everybody who is named as one of the users of a schedule. */
function usersIn(section: unknown): readonly string[] {
  if (typeof section !== 'object' || section === null) return [];
  return Object.entries(section).flatMap(([key, value]) => {
    if (key === 'users' && Array.isArray(value)) return value.filter(one => typeof one === 'string');
    // Of a schedule that is kept elsewhere: our names, and what they are called there.
    if (key === 'people') return keysOf(value);
    return key === 'user' && typeof value === 'string' ? [value] : usersIn(value);
  });
}
