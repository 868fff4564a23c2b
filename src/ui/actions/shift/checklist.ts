import type {CheckResult, ItemCheck} from '../../../core/checklist/checklist.js';
import type {ListedItem} from '../../../core/checklist/lists.js';
import {isStateCheck, stateCheck} from '../../../core/checklist/state-checks.js';
import type {Cockpit} from '../../cockpit.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {readOnlyReason} from '../target.js';

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

async function check(cockpit: Cockpit, item: ListedItem, asked: ItemCheck): Promise<void> {
  if (asked === 'alert') {
    await askTest(cockpit, item);
    return;
  }
  const isAsked = typeof asked !== 'string' || !isStateCheck(asked);
  if (isAsked) say(cockpit, `checking: ${item.text} …`);
  record(cockpit, item, await resultOf(cockpit, asked));
}

function record(cockpit: Cockpit, {list, text}: ListedItem, {ok, said}: CheckResult): void {
  dispatch(cockpit, {type: 'record-check', list, item: text, ok, said}, () =>
    say(cockpit, said, ok ? 'good' : 'warning'),
  );
}

/** Whoever is told of a test alert is told for real: it is posted after a question that names them. */
async function askTest(cockpit: Cockpit, item: ListedItem): Promise<void> {
  const {watchDesk} = cockpit;
  const refusal =
    readOnlyReason(cockpit) ?? (watchDesk === undefined ? 'No alert can be posted from here.' : undefined);
  if (refusal !== undefined || watchDesk === undefined) {
    say(cockpit, refusal ?? '', 'warning');
    return;
  }
  say(cockpit, 'looking whom a test alert would reach …');
  try {
    const test = await watchDesk.testAlert();
    ask(cockpit, {
      kind: 'confirm',
      title: 'post a test alert?',
      lines: [{text: test.question}],
      yes: 'post it',
      act: () => {
        say(cockpit, `a test alert is posted, and looked for: ${item.text} …`);
        void test.run().then(result => record(cockpit, item, result));
      },
    });
  } catch (error) {
    say(cockpit, error instanceof Error ? error.message : String(error), 'warning');
  }
}

async function resultOf({engine, clock, watchDesk}: Cockpit, asked: ItemCheck): Promise<CheckResult> {
  if (typeof asked === 'string' && isStateCheck(asked)) return stateCheck(asked, engine.store.getState(), clock.now());
  if (watchDesk === undefined) return {ok: false, said: 'No program can be run here.'};
  return watchDesk.check(asked as 'doctor' | readonly string[]);
}
