import {describe, expect, test} from 'vitest';
import {goesOnAt} from '../../../src/core/runbook/choices.js';
import type {RunbookDocument, StatementBlock, Step} from '../../../src/core/runbook/document.js';
import type {StepProgress, Walk} from '../../../src/core/runbook/walk.js';
import {cursorAt, firstOpen, itemWas, walkItems} from '../../../src/core/runbook/walk-items.js';
import {fakeDesk} from '../../support/fake-desk.js';

interface Given {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const STEPS: readonly Given[] = [
  {id: 'a', title: 'How full is it', text: 'df -h /srv'},
  {id: 'b', title: 'Who writes so much', text: 'du -s /srv/*'},
  {id: 'c', title: 'Take it out of the balancer', text: 'drain web-3 --now'},
  {id: 'd', title: 'Restart it', text: 'systemctl restart web'},
];

function itemsOf(steps: readonly Given[]) {
  const [section, ...others] = fakeDesk().document.sections;
  if (section === undefined) throw new Error('no section');
  const block = (one: Given): StatementBlock => ({
    ...{kind: 'statement', id: `${one.id}.1`, text: one.text, comment: '', language: 'bash'},
    ...{lines: [1, 1], inline: false, hints: {}},
  });
  const step = ({id, title, ...one}: Given): Step => ({
    ...{id, title, text: '', lines: [1, 1], task: false, expectations: []},
    blocks: [block({id, title, ...one})],
  });
  const document: RunbookDocument = {...fakeDesk().document, sections: [{...section, steps: steps.map(step)}]};
  expect(others).not.toEqual([]);
  return walkItems(document);
}

/** A walk in which these steps were run to their end, in this order. */
function ran(...steps: readonly Given[]): Walk {
  const progress = steps.map(({id, title, text}, on): readonly [string, StepProgress] => {
    const how = {status: 'ended', how: 'exited', code: 0, level: 'reads', by: 'ana', confirmedAt: on} as const;
    return [id, {title, by: 'ana', on, runs: [{run: `run-${id}`, statement: `${id}.1`, text, ...how}]}];
  });
  return {
    ...{walk: 'w', origin: 'o', by: 'ana', file: '/f', document: 'disk', title: 't', hash: 'h', total: 4},
    ...{labels: {}, openedAt: 0, steps: new Map(progress), at: steps.at(-1)?.id ?? ''},
  };
}

describe('a walk that was half done when its file changed goes on, and not at step 1,', () => {
  const [a, b, c, d] = STEPS as readonly [Given, Given, Given, Given];
  const half = ran(a, b, c);
  const stands = (...steps: readonly Given[]) => firstOpen(itemsOf(steps), half);

  test('at the same step where that is still there', () => {
    expect(stands(...STEPS)).toBe(2);
    expect(stands({id: 'new', title: 'New', text: 'uptime'}, ...STEPS)).toBe(3);
  });

  test('at the one with its title, or its text, or most of both', () => {
    expect(stands(a, b, {...c, id: 'x', text: 'lb drain web-3'}, d)).toBe(2);
    expect(stands(d, a, b, {...c, id: 'x', title: 'Drain'})).toBe(3);
    expect(stands(a, b, {id: 'x', title: 'Take it out of the load balancer', text: 'drain web-3'}, d)).toBe(2);
  });

  test('at the one before where it is gone, or as far in where all are others', () => {
    expect(stands(d, a, b)).toBe(2);
    const others = ['p', 'q', 'r', 's'].map(id => ({id, title: id, text: id}));
    expect(stands(...others)).toBe(2);
    expect(firstOpen(itemsOf(others), ran())).toBe(0);
  });

  test('asks in a plain terminal about the step that was changed, and goes on behind one that was not', () => {
    expect(goesOnAt(itemsOf(STEPS), half)).toBe(3);
    expect(goesOnAt(itemsOf([a, b, {...c, id: 'x', text: 'lb drain web-3'}, d]), half)).toBe(2);
    expect(goesOnAt(itemsOf([a, b, d]), half)).toBe(2);
  });

  test('with the cursor at the step where it was, though nothing had happened there yet', () => {
    const was = itemWas(itemsOf(STEPS), 'd.1');
    expect(was).toEqual({title: 'Restart it', index: 3});
    const items = itemsOf([
      a,
      {...d, id: 'y', title: 'Restart it'},
      b,
      c,
      {...d, id: 'x', text: 'systemctl try-restart web'},
    ]);
    expect(cursorAt(items, half, {item: 'd.1', was})).toBe(4);
    expect(cursorAt(items, half, {item: 'a.1', was})).toBe(0);
    expect(cursorAt(items, half, {item: 'gone', was: {title: 'gone', index: 3}})).toBe(3);
    expect(cursorAt(items, half, {item: ''})).toBe(3);
  });
});
