import {describe, expect, test} from 'vitest';
import {blindBrief, blindSentence} from '../../../src/core/board/source-words.js';
import type {SourceHealth, SourceTrouble} from '../../../src/core/live/update.js';
import {NIGHT, upHealth} from '../../support/given.js';

const MINUTE = 60_000;

function said(kind: SourceTrouble['kind'], message: string, over: Partial<SourceHealth> = {}): readonly string[] {
  const {lastGood: _unseen, ...health} = upHealth({state: 'down'});
  const trouble = {kind, message, hint: 'Look.'};
  const down = {...health, ...over, trouble};
  return [blindSentence(down, NIGHT + 3 * MINUTE), blindBrief(down, NIGHT + 3 * MINUTE)];
}

describe('a source that never gave its alerts', () => {
  test.each([
    [
      'unreachable',
      'am-1 cannot be reached: nothing listens there (connection refused).',
      'eu has not answered yet: connection refused',
    ],
    ['timeout', 'am-1 did not answer within 5 s.', 'eu has not answered yet: no answer in time'],
    ['refused', 'am-1 refuses our credentials (401).', 'eu refuses us (401)'],
    [
      'refused',
      'The TLS certificate of am-1 is not trusted: expired.',
      'eu has not answered yet: its certificate is not trusted',
    ],
    ['bad-answer', 'am-1 gave something that is not JSON: hello.', 'eu answers, but not with alerts'],
    ['overloaded', 'am-1 is overloaded (503).', 'eu answers, but is overloaded (503)'],
    ['overloaded', 'am-1 is not available (503): no upstream.', 'eu answers, but is not available (503)'],
    ['too-large', 'The answer of am-1 is larger than what is accepted.', 'eu answers with more than is accepted'],
  ] as const)('(%s) %s', (kind, message, brief) => {
    const [sentence, short] = said(kind, message);
    expect(short).toBe(brief);
    expect(sentence?.endsWith(`: ${message.slice(0, -1)}`)).toBe(true);
    expect(sentence?.includes('has not answered yet')).toBe(brief.includes('has not answered yet'));
  });
});

test('what was answered is said once, where the source and its only member go by one name', () => {
  expect(said('overloaded', 'eu is not available (503): no upstream.')[0]).toBe(
    'eu answers, but is not available (503): no upstream',
  );
  expect(said('refused', 'eu refuses our credentials (401).')[0]).toBe('eu refuses us (401)');
});

test('one that has gone blind says why in few words', () => {
  expect(said('refused', 'eu refuses our credentials (403).', {lastGood: NIGHT})).toEqual([
    'eu blind 3m: refuses our credentials (403)',
    'eu blind 3m: refuses us (403)',
  ]);
  expect(said('bad-answer', 'am-1 failed (500): boom.', {lastGood: NIGHT})[1]).toBe('eu blind 3m: odd answers (500)');
});
