import type {Alert, AlertState} from '../../core/alert/alert.js';

/** The members' words on one occurrence as one: it is active when any of them would notify. */
export function foldedAlert(parts: readonly Alert[], startsAt: number, notifying: readonly string[]): Alert {
  const [first] = parts;
  if (first === undefined) throw new Error('an alert nobody shows cannot be folded');
  if (parts.length === 1) return first.startsAt === startsAt ? first : {...first, startsAt};
  const counting = notifying.length === 0 ? parts : parts.filter(part => isOf(part, notifying));
  return {
    ...first,
    startsAt,
    state: loudest(parts.map(part => part.state)),
    silencedBy: union(counting.map(part => part.silencedBy)),
    inhibitedBy: union(counting.map(part => part.inhibitedBy)),
    mutedBy: union(counting.map(part => part.mutedBy)),
    receivers: union(parts.map(part => part.receivers)),
    members: union(parts.map(part => part.members)),
    ...(notifying.length === 0 ? {} : {notifying}),
  };
}

/** The members that notify of an alert which another one holds back; none where all say the same. */
export function split(parts: readonly Alert[]): readonly string[] {
  if (parts.length < 2) return [];
  const active = parts.filter(part => part.state === 'active');
  const isSplit = active.length > 0 && parts.some(part => part.state === 'suppressed');
  return isSplit ? active.flatMap(part => part.members) : [];
}

function isOf({members}: Alert, names: readonly string[]): boolean {
  return members.some(name => names.includes(name));
}

/** One member that would notify is enough to call it active. */
function loudest(states: readonly AlertState[]): AlertState {
  if (states.includes('active')) return 'active';
  return states.includes('suppressed') ? 'suppressed' : 'unprocessed';
}

export function union<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return [...new Set(lists.flat())];
}
