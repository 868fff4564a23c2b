import {type CheckResult, type ItemCheck, STATE_CHECKS, type StateCheck} from '../../../core/checklist/checklist.js';
import type {ListedItem} from '../../../core/checklist/lists.js';
import {stateCheck} from '../../../core/checklist/state-checks.js';
import type {Cockpit} from '../../cockpit.js';
import {dispatch} from '../dispatch.js';
import {say} from '../say.js';

/** Ticks an item off by hand, or opens it again. */
export function tick(cockpit: Cockpit, {list, text, tick: before}: ListedItem): void {
  dispatch(cockpit, {type: 'tick-item', list, item: text, done: before?.done !== true}, () => undefined);
}

/** Runs the check of an item and records how it ended: well ticks it off. Without one it is ticked by hand. */
export function checkOrTick(cockpit: Cockpit, item: ListedItem): void {
  if (item.check === undefined) tick(cockpit, item);
  else void check(cockpit, item, item.check);
}

export function checkAll(cockpit: Cockpit, items: readonly ListedItem[]): void {
  for (const item of items) if (item.check !== undefined) void check(cockpit, item, item.check);
}

async function check(cockpit: Cockpit, {list, text}: ListedItem, asked: ItemCheck): Promise<void> {
  const isAsked = typeof asked !== 'string' || !isStateCheck(asked);
  if (isAsked) say(cockpit, `checking: ${text} …`);
  const {ok, said} = await resultOf(cockpit, asked);
  dispatch(cockpit, {type: 'record-check', list, item: text, ok, said}, () =>
    say(cockpit, said, ok ? 'good' : 'warning'),
  );
}

async function resultOf({engine, clock, watchDesk}: Cockpit, asked: ItemCheck): Promise<CheckResult> {
  if (typeof asked === 'string' && isStateCheck(asked)) return stateCheck(asked, engine.store.getState(), clock.now());
  if (watchDesk === undefined) return {ok: false, said: 'No program can be run here.'};
  return watchDesk.check(asked as 'doctor' | readonly string[]);
}

function isStateCheck(name: string): name is StateCheck {
  return (STATE_CHECKS as readonly string[]).includes(name);
}
