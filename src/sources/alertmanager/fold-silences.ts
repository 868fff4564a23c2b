import type {Silence} from '../../core/alert/silence.js';
import type {Changes} from '../../core/live/update.js';
import type {MemberView} from './member.js';

/** The members' silences as one, and what that changes: they gossip, so the newest version of each wins. */
export function silenceFold(seed: readonly Silence[] = []) {
  let known = new Map(seed.map(silence => [silence.id, silence]));
  return (members: readonly MemberView[]): Changes<Silence> => {
    const reading = members.filter(member => member.up);
    if (!reading.some(member => member.silencesRead)) return {changed: [], gone: []};
    const newest = newestOf(reading.flatMap(member => [...member.silences.values()]));
    const next = new Map([...newest].map(([id, silence]) => [id, unlessSame(silence, known.get(id))]));
    const changed = [...next.values()].filter(silence => known.get(silence.id) !== silence);
    const gone = [...known.keys()].filter(id => !next.has(id));
    known = next;
    return {changed, gone};
  };
}

function newestOf(silences: readonly Silence[]): Map<string, Silence> {
  const newest = new Map<string, Silence>();
  for (const silence of silences) {
    const other = newest.get(silence.id);
    if (other === undefined || isNewer(silence, other)) newest.set(silence.id, silence);
  }
  return newest;
}

function unlessSame(silence: Silence, before: Silence | undefined): Silence {
  return before !== undefined && isSame(before, silence) ? before : silence;
}

/** Of two equally old versions the one that has ended is further on. */
function isNewer(a: Silence, b: Silence): boolean {
  return a.updatedAt === b.updatedAt ? a.state === 'expired' && b.state !== 'expired' : a.updatedAt > b.updatedAt;
}

function isSame(a: Silence, b: Silence): boolean {
  return a.updatedAt === b.updatedAt && a.state === b.state && JSON.stringify(a) === JSON.stringify(b);
}
