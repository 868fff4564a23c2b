import {expect, test} from 'vitest';
import {choiceText, passedText} from '../../../src/core/runbook/choice-text.js';
import {countedSteps, goesOnBehind, leftOut, stepsToGo} from '../../../src/core/runbook/choices.js';
import type {StepProgress, StepRun} from '../../../src/core/runbook/walk.js';
import {type WalkItem, walkItems} from '../../../src/core/runbook/walk-items.js';
import {documentOf} from '../../runbooks/reading.js';

const DOCUMENT = documentOf(`
# Web

## Ways

### Option 1: Rollback
'''sh
echo a1
'''

Then look at it.
'''sh
echo a2
'''

### Option 2: Scale
'''sh
echo b
'''

### Case 3: Wait

Only in the night.

#### How
'''sh
echo c
'''

## Verify

If there was a deployment:
'''sh
echo d
'''

If the load is high:
'''sh
echo e
'''

All is well.
'''sh
echo f
'''
`);
const ITEMS = walkItems(DOCUMENT);

/** The steps whose statements have run, with what they were. */
function after(texts: readonly string[], over: Partial<StepRun> & Partial<Pick<StepProgress, 'outcome'>> = {}) {
  const {outcome, ...run} = over;
  return new Map(
    texts.map((text): [string, StepProgress] => {
      const {step, statement} = itemOf(text);
      const runs = [
        {
          run: text,
          statement: statement?.id ?? '',
          text,
          level: 'changes',
          by: 'ana',
          confirmedAt: 1,
          status: 'ended',
          ...run,
        },
      ] as const;
      return [step?.id ?? '', {title: text, by: 'ana', on: 1, runs, ...(outcome === undefined ? {} : {outcome})}];
    }),
  );
}

function itemOf(text: string): WalkItem {
  const found = ITEMS.find(({statement}) => statement?.text === `echo ${text}`);
  if (found === undefined) throw new Error(`no ${text}`);
  return found;
}

/** What a walk goes on to from a statement. */
function next(from: string, steps: ReadonlyMap<string, StepProgress>): string | undefined {
  const to = goesOnBehind(ITEMS, ITEMS.indexOf(itemOf(from)), {steps});
  return ITEMS[to]?.statement?.text.slice(5) ?? ITEMS[to]?.section.title;
}

test('behind the last statement of the option that was taken a walk goes on behind the choice', () => {
  expect(next('a1', after(['a1']))).toBe('a2');
  expect(next('a2', after(['a1', 'a2']))).toBe('d');
  expect(next('d', after(['a1', 'a2', 'd']))).toBe('f');
});

test('an option that was skipped, or left by hand, is followed by the next one', () => {
  expect(next('a2', new Map())).toBe('b');
  expect(next('b', after(['b'], {outcome: 'skipped', status: 'running'}))).toBe('Case 3: Wait');
});

test('an option of which something was only read before the rest was skipped is not taken', () => {
  const looked = after(['a1'], {level: 'reads'});
  expect(next('a2', new Map([...looked, ...after(['a2'], {outcome: 'skipped', status: 'failed'})]))).toBe('b');
});

test('an option that is gone to by hand after another was taken is walked through', () => {
  const read = ITEMS.findIndex(({step, section}) => step === undefined && section.title.startsWith('Case 3'));
  expect(ITEMS[goesOnBehind(ITEMS, read, {steps: after(['a1'])})]?.statement?.text).toBe('echo c');
  expect(next('c', after(['a1', 'c']))).toBe('d');
});

test('what was not taken is neither done nor open', () => {
  const {total, choices} = countedSteps(DOCUMENT);
  expect(total).toBe(7);
  expect(choices?.map(options => options.map(({length}) => length))).toEqual([
    [2, 1, 1],
    [1, 1],
  ]);
  const steps = after(['b']);
  expect(stepsToGo({total, ...(choices === undefined ? {} : {choices}), steps})).toBe(4);
  expect(leftOut(choices ?? [], new Map()).size).toBe(0);
});

test('the first step of an option says one of how many, and names the others', () => {
  expect(choiceText(ITEMS, itemOf('a1'))).toBe(
    'one of 3: Option 1: Rollback. The others: Option 2: Scale (step 3) · Case 3: Wait',
  );
  expect(choiceText(ITEMS, itemOf('a2'))).toBe('one of 3: Option 1: Rollback');
  expect(choiceText(ITEMS, itemOf('d'))).toBe(
    'one of 2: If there was a deployment. The other: If the load is high (step 6)',
  );
  expect(choiceText(ITEMS, itemOf('f'))).toBeUndefined();
});

test('what a walk goes on past is named', () => {
  const at = ITEMS.indexOf(itemOf('a2'));
  expect(passedText(ITEMS, at, ITEMS.indexOf(itemOf('d')))).toBe('Option 2: Scale, Case 3: Wait');
  expect(passedText(ITEMS, at, at + 1)).toBeUndefined();
});
