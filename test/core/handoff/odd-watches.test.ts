import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {aWatch, NIGHT} from '../../support/given.js';
import {HOUR, log, MINUTE, noted, type Told, WATCH} from './given.js';

describe('a watch', () => {
  const SHIFT = {shift: 's1', operator: 'ana'};
  const told = (facts: readonly Told[], to: number) => {
    const all = log(facts);
    return handoffMarkdown(handoffDocument(aWatch({facts: all}), all, {...WATCH, to, shift: SHIFT.shift}));
  };

  test('in which nothing happened has a handoff that says so', () => {
    const text = told(
      [
        {after: 0, by: 'ana', fact: {type: 'shift.started', ...SHIFT}},
        {after: 0, by: 'ana', fact: {type: 'shift.ended', shift: 's1'}},
      ],
      NIGHT,
    );
    expect(text).toContain('# Handoff: 2026-11-20 03:00Z to 2026-11-20 03:00Z');
    for (const said of [
      'Nothing waits for you.',
      'None was declared.',
      'Nothing fires.',
      'No P1 or P2 began in this watch.',
    ])
      expect(text).toContain(said);
  });

  test('of two people names both, and who did what', () => {
    const text = told(
      [
        {after: 0, by: 'ana', fact: {type: 'shift.started', ...SHIFT}},
        noted('from ana', 10),
        {...noted('from mo', 20), by: 'mo'},
      ],
      NIGHT + HOUR,
    );
    expect(text).toContain('- **Outgoing**: ana, with mo\n');
    expect(text).toContain('ana: from ana');
    expect(text).toContain('mo: from mo');
  });

  test('over midnight names both days', () => {
    const midnight = Date.parse('2026-11-21T00:00:00Z');
    const minutes = (midnight - NIGHT) / MINUTE;
    const facts = log([
      {after: minutes - 60, by: 'ana', fact: {type: 'shift.started', ...SHIFT}},
      noted('before', minutes - 1),
      noted('after', minutes + 1),
    ]);
    const span = {from: midnight - HOUR, to: midnight + HOUR, now: midnight + HOUR, shift: SHIFT.shift};
    const text = handoffMarkdown(handoffDocument(aWatch({facts}), facts, span));
    expect(text).toContain('# Handoff: 2026-11-20 23:00Z to 2026-11-21 01:00Z');
    expect(text).toContain('- 23:59Z ana: before\n- 00:01Z ana: after');
  });
});
