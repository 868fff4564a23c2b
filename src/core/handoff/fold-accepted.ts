import {boundAccepted} from '../shift/bounds.js';
import {type Draft, isLate, writableMap} from '../shift/draft.js';
import type {FactOf} from '../shift/fact.js';
import type {ShiftState} from '../shift/state.js';
import type {AcceptedItem} from './accepted-item.js';

/** Of the name of a watch that was taken over: by whom, from whom, which. */
const WATCH_PARTS = 3;

type Accepted = Pick<FactOf<'handoff.accepted'>, 'by' | 'from' | 'shift'>;
type Item = AcceptedItem | FactOf<'handoff.accepted'>['items'][number];

/** Remembers what was last said of each item, so that the same said again is known as a repeat, however long after. */
export function noteAccepted(draft: Draft, fact: FactOf<'handoff.accepted'>): void {
  if (isLate(draft, fact, lastSaidAt(draft.state.accepted))) {
    noteLate(draft, fact);
    return;
  }
  const accepted = writableMap(draft, 'accepted');
  const note = (key: string, answer: string) => {
    accepted.delete(key);
    accepted.set(key, answer);
  };
  for (const item of fact.items) note(itemKey(fact, item), answerText(item));
  note(watchKey(fact), String(Date.parse(fact.at)));
  boundAccepted(draft);
}

/** When a watch was last taken over, Unix ms. */
function lastSaidAt(accepted: ShiftState['accepted']): number | undefined {
  const times = [...accepted].flatMap(([key, said]) => (isOfWatch(key) ? [Number(said)] : []));
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Whoever took it is named with the watch; an item also with its kind and id. */
function isOfWatch(key: string): boolean {
  return (JSON.parse(key) as readonly unknown[]).length === WATCH_PARTS;
}

/** What another account brings late comes before what was answered later, and takes nothing of that back. */
function noteLate(draft: Draft, fact: FactOf<'handoff.accepted'>): void {
  const at = Date.parse(fact.at);
  const mine = [
    ...fact.items.map(item => [itemKey(fact, item), answerText(item)] as const),
    [watchKey(fact), String(at)] as const,
  ];
  const names = new Set(mine.map(([key]) => key));
  const since = Number(draft.state.accepted.get(watchKey(fact)) ?? Number.NEGATIVE_INFINITY) > at;
  const accepted = writableMap(draft, 'accepted');
  const known = [...accepted];
  const fresh = since ? mine.filter(([key]) => !accepted.has(key)) : mine;
  const others = since ? known : known.filter(([key]) => !names.has(key));
  const place = placeOf(at, others);
  accepted.clear();
  for (const [key, said] of [...others.slice(0, place), ...fresh, ...others.slice(place)]) accepted.set(key, said);
  boundAccepted(draft);
}

/** Behind the last watch that was taken over by then: the items of each stand before it. */
function placeOf(at: number, known: readonly (readonly [string, string])[]): number {
  return known.findLastIndex(([key, said]) => isOfWatch(key) && Number(said) <= at) + 1;
}

/** Names a watch as taken over by somebody. */
export function watchKey({by, from, shift}: Accepted): string {
  return JSON.stringify([by, from, shift ?? null]);
}

/** Names an item of it. */
export function itemKey({by, from, shift}: Accepted, {kind, id}: Item): string {
  return JSON.stringify([by, from, shift ?? null, kind, id]);
}

export function answerText({answer, to = '', question = ''}: Item): string {
  return JSON.stringify([answer, to, question]);
}

export type Answered = Pick<AcceptedItem, 'answer' | 'to' | 'question'>;

/** One item of a watch that was taken over, with what was last answered of it by one person. */
interface Said extends Answered {
  readonly by: string;
  /** Its kind and id. */
  readonly name: string;
}

/** What somebody last answered of each item, by kind and id, whichever watch it was handed over with. */
export function answersBy(person: string, {accepted}: Pick<ShiftState, 'accepted'>): ReadonlyMap<string, Answered> {
  const found = new Map<string, Answered>();
  for (const {by, name, ...answered} of saidIn(accepted)) if (by === person) found.set(name, answered);
  return found;
}

/**
 * Who left which items to somebody, by kind and id, where nobody has taken them since nor left them to somebody else; what
 * they refused is still left to them.
 */
export function leftTo(person: string, {accepted}: Pick<ShiftState, 'accepted'>): ReadonlyMap<string, string> {
  const left = new Map<string, string>();
  for (const {by, name, answer, to} of saidIn(accepted)) {
    if (answer === 'refused') continue;
    if (answer === 'delegated' && by !== person && to?.trim() === person) left.set(name, by);
    else left.delete(name);
  }
  return left;
}

/** All that was answered of items, in the order in which it was said last. */
function* saidIn(accepted: ShiftState['accepted']): Generator<Said> {
  for (const [key, said] of accepted) {
    const [by, , , kind, id] = JSON.parse(key) as readonly [string, string, string | null, string?, string?];
    if (id === undefined) continue;
    const [answer, to, question] = JSON.parse(said) as readonly [Answered['answer'], string, string];
    yield {by, name: `${kind} ${id}`, answer, to, question};
  }
}
