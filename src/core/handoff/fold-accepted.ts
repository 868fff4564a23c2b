import {boundAccepted} from '../shift/bounds.js';
import {type Draft, writableMap} from '../shift/draft.js';
import type {FactOf} from '../shift/fact.js';
import type {ShiftState} from '../shift/state.js';
import type {AcceptedItem} from './accepted-item.js';

type Accepted = Pick<FactOf<'handoff.accepted'>, 'by' | 'from' | 'shift'>;
type Item = AcceptedItem | FactOf<'handoff.accepted'>['items'][number];

/** Remembers what was last said of each item, so that the same said again is known as a repeat, however long after. */
export function noteAccepted(draft: Draft, fact: FactOf<'handoff.accepted'>): void {
  const accepted = writableMap(draft, 'accepted');
  const note = (key: string, answer: string) => {
    accepted.delete(key);
    accepted.set(key, answer);
  };
  for (const item of fact.items) note(itemKey(fact, item), answerText(item));
  note(watchKey(fact), String(Date.parse(fact.at)));
  boundAccepted(draft);
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

/** What somebody last answered of each item, by kind and id, whichever watch it was handed over with. */
export function answersBy(person: string, {accepted}: Pick<ShiftState, 'accepted'>): ReadonlyMap<string, Answered> {
  const found = new Map<string, Answered>();
  for (const [key, said] of accepted) {
    const [by, , , kind, id] = JSON.parse(key) as readonly [string, string, string | null, string?, string?];
    if (by !== person || id === undefined) continue;
    const [answer, to, question] = JSON.parse(said) as readonly [Answered['answer'], string, string];
    found.delete(`${kind} ${id}`);
    found.set(`${kind} ${id}`, {answer, to, question});
  }
  return found;
}
