import {expect, test} from 'vitest';
import {wrapWords} from '../../src/cli/wrap-words.js';

test('lines are broken at words, under what stands beside a name', () => {
  expect(wrapWords('  note TEXT...    write a note into the log of the watch', 36)).toBe(
    ['  note TEXT...    write a note into', '                  the log of the', '                  watch'].join('\n'),
  );
  expect(wrapWords('wk: this is long\n    and so is this hint', 14)).toBe('wk: this is long\n    and so is this hint');
});

test('a sentence goes on where it began, a hint under itself', () => {
  expect(wrapWords('wk: eu does not answer\n    Check that it runs', 20)).toBe(
    'wk: eu does not\nanswer\n    Check that it\n      runs',
  );
});

test('an address that is longer than a line stays whole', () => {
  expect(wrapWords('Try: curl http://alertmanager.example:9093/api/v2/alerts now', 30)).toBe(
    'Try: curl\nhttp://alertmanager.example:9093/api/v2/alerts\nnow',
  );
});

test('what does not go to a terminal is left as it is', () => {
  const long = 'word '.repeat(100);
  expect(wrapWords(long, undefined)).toBe(long);
});
