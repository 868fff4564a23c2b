import {type Draft, writableMap} from '../shift/draft.js';
import type {FactOf} from '../shift/fact.js';
import {type Tick, tickKey} from './checklist.js';
import type {checklistFacts} from './facts.js';

/** How the facts about checklists change the state. */
export const tickAppliers: {readonly [T in keyof typeof checklistFacts]: (draft: Draft, fact: FactOf<T>) => void} = {
  'checklist.ticked': (draft, {list, item, undone, by, at}) => {
    const key = tickKey(list, item);
    const before = draft.state.ticks.get(key);
    const kept = before?.check === undefined || undone === true ? {} : {check: before.check};
    writableMap(draft, 'ticks').set(key, {list, item, done: undone !== true, by, at: Date.parse(at), ...kept});
  },
  'checklist.checked': (draft, {list, item, ok, said, by, at}) => {
    const on = Date.parse(at);
    const key = tickKey(list, item);
    const done = ok || draft.state.ticks.get(key)?.done === true;
    writableMap(draft, 'ticks').set(key, {list, item, done, by, at: on, check: {ok, said, at: on}});
  },
};

/** A watch that begins has its lists before it; what was seen to before it stays. */
export function clearAtStart(draft: Draft): void {
  drop(draft, ({list}) => list !== 'before');
}

/** What whoever leaves had seen to before their watch and at its start says nothing of the next one. */
export function clearAtEnd(draft: Draft): void {
  const operator = draft.state.shift?.operator;
  drop(draft, ({list, by}) => list === 'start' || (list === 'before' && by === operator));
}

function drop(draft: Draft, isOver: (tick: Tick) => boolean): void {
  for (const [key, tick] of draft.state.ticks) if (isOver(tick)) writableMap(draft, 'ticks').delete(key);
}
