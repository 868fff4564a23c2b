import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {compilePattern} from '../../../../src/core/alert/regex/pattern.js';

function accepts(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return 'unsupported' in compiled ? compiled.unsupported : compiled.test(text);
}

describe('patterns are anchored at both ends and read as RE2 reads them', () => {
  test.each([
    ['a|b', 'b', true],
    ['a|b', 'ab', false],
    ['(a|b)', 'a', true],
    ['', '', true],
    ['', 'a', false],
    ['a|', '', true],
    ['|a', 'a', true],
    ['.*', 'any text', true],
    ['.*', 'two\nlines', false],
    ['(?s).*', 'two\nlines', true],
    ['.*', 'a\rb\u2028c', true],
    ['^a.*z$', 'abcz', true],
    ['a$b', 'ab', false],
    ['(?m)a$\\n^b', 'a\nb', true],
    ['a{2,3}', 'aa', true],
    ['a{2,3}', 'aaaa', false],
    ['a{2,}', 'aaaaaa', true],
    ['a{,2}', 'a{,2}', true],
    ['x{a}', 'x{a}', true],
    ['[[:alpha:]_-]+', 'ab_-c', true],
    ['[^[:digit:]]', '7', false],
    ['[]a]+', 'a]', true],
    ['[^\\d\\s]+', 'ab', true],
    ['[\\D]', '5', false],
    ['\\d+', '٣', false],
    ['\\w', 'é', false],
    ['\\s', '\u00a0', false],
    ['\\s', '\v', false],
    ['\\p{Greek}+', 'αβγ', true],
    ['\\pL\\PL', 'x1', true],
    ['\\p{^L}', 'x', false],
    ['\\x41\\x{1F600}\\101', 'A😀A', true],
    ['.', '😀', true],
    ['db\\-1\\/x\\.y', 'db-1/x.y', true],
    ['\\Qa.b\\E+', 'a.bbb', true],
    ['(?i)disk', 'DiSK', true],
    ['(?i:d)isk', 'DISK', false],
    ['(?i:d)isk', 'Disk', true],
    ['a(?i)b|c', 'C', true],
    ['(?)a', 'a', true],
    ['(?i)k', '\u212a', true],
    ['(?i)[^k]', 'K', false],
    ['(?i)[a-c]+', 'aBC', true],
    ['(?i)straße', 'STRAßE', true],
    ['(?P<host>db)-(?<n>\\d)', 'db-7', true],
    ['\\bfoo\\b.*', 'foo bar', true],
    ['foo\\Bbar', 'foobar', true],
    ['\\Aab\\z', 'ab', true],
    ['(a*)*', 'aaa', true],
    ['(a?){3}b', 'aab', true],
    ['a+?b*?', 'aabb', true],
  ])('%s against %j: %s', (pattern, text, expected) => {
    expect(accepts(pattern, text)).toBe(expected);
  });
});

describe('what the server would refuse is refused here, in plain words', () => {
  test.each([
    ['a(?=b)', 'lookahead and lookbehind are not supported by Alertmanager (RE2) (at character 2)'],
    ['(?!x).*', 'lookahead and lookbehind are not supported by Alertmanager (RE2) (at character 1)'],
    ['(?<=a)b', 'lookahead and lookbehind are not supported by Alertmanager (RE2) (at character 1)'],
    ['(a)\\1', 'backreferences are not supported by Alertmanager (RE2) (at character 4)'],
    ['(a', 'missing ) for this group (at character 1)'],
    ['a)', 'unexpected ) (at character 2)'],
    ['[a', 'missing ] for this class (at character 1)'],
    ['*a', 'nothing to repeat before * (at character 1)'],
    ['{2}', 'nothing to repeat before { (at character 1)'],
    ['a**', 'a repetition cannot be repeated without a group (at character 2)'],
    ['a{1001}', '{1001} is no valid number of repetitions (at most 1000) (at character 2)'],
    ['(a{100}){100}', 'more than 1000 repetitions (at character 9)'],
    ['a\\', 'the pattern ends with a single backslash (at character 2)'],
    ['\\y', '\\y is not an escape RE2 knows (at character 1)'],
    ['[z-a]', 'this range has no end after its start (at character 3)'],
    ['\\p{Klingon}', 'unknown Unicode class Klingon (at character 3)'],
    ['[[:nope:]]', 'unknown class [:nope:] (at character 2)'],
    ['(?>a)', '(? starts no group that RE2 knows (at character 1)'],
  ])('%s: %s', (pattern, message) => {
    expect(accepts(pattern, 'a')).toBe(message);
  });
});

test('patterns that explode in a backtracking engine are answered all the same', () => {
  expect(accepts('(a+)+b', 'a'.repeat(5000))).toBe(false);
  expect(accepts('(a|a)*c', 'a'.repeat(5000))).toBe(false);
  expect(accepts('(.*a){12}', `${'a'.repeat(3000)}b`)).toBe(false);
  expect(accepts('(a|b|ab)*(x+x+)+y', `${'ab'.repeat(500)}${'x'.repeat(500)}`)).toBe(false);
});

test('one pattern answers the same for text after text, also beyond what is remembered', () => {
  const compiled = compilePattern('[a-z]*\\d?');
  if ('unsupported' in compiled) throw new Error(compiled.unsupported);
  for (let index = 0; index < 3000; index += 1) {
    expect(compiled.test(`abc${index}`)).toBe(index < 10);
    expect(compiled.test(`abc${index % 10}`)).toBe(true);
  }
});

const piece = fc.constantFrom(
  'a',
  'b',
  'ab',
  '.',
  '[ab]',
  '[^a]',
  '\\w',
  '(a|b)',
  '(?:ab)*',
  '(a*b)?',
  '(b|)',
  'a+',
  'b{1,2}',
  '(?:a|ab)(?:c|bcd)',
  '^',
  '$',
  '\\b',
);
const pattern = fc
  .array(piece, {maxLength: 6})
  .chain(parts => fc.tuple(fc.constant(parts.join('')), fc.array(piece, {maxLength: 4})))
  .map(([left, right]) => (right.length > 0 ? `${left}|${right.join('')}` : left));

test("on what both can say, answers are those of the runtime's own engine", () => {
  fc.assert(
    fc.property(pattern, fc.string({unit: fc.constantFrom('a', 'b', 'c', 'd', ' '), maxLength: 8}), (source, text) => {
      expect(accepts(source, text)).toBe(new RegExp(`^(?:${source})$`).test(text));
    }),
    {numRuns: 2000},
  );
});

test('no text makes the reader fail in any other way than by saying so', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom(...'ab(){}[]|*+?\\^$.-:dwpQE1,=!<>isP')}),
      fc.string(),
      (source, text) => {
        expect(['boolean', 'string']).toContain(typeof accepts(source, text));
      },
    ),
    {numRuns: 2000},
  );
});
