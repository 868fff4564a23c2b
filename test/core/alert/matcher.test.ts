import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  compileMatcher,
  compileMatchers,
  isMatchingEmpty,
  isSameMatchers,
  type Matcher,
  matchersText,
  matcherText,
  matches,
  parseMatchers,
  parseMatcherWords,
} from '../../../src/core/alert/matcher.js';

function is(name: string, value: string): Matcher {
  return {name, value, isRegex: false, isEqual: true};
}

function like(name: string, value: string): Matcher {
  return {name, value, isRegex: true, isEqual: true};
}

describe('parseMatchers', () => {
  test.each<[string, readonly Matcher[]]>([
    ['a="b"', [is('a', 'b')]],
    ['a=b', [is('a', 'b')]],
    [' a = b c ', [is('a', 'b c')]],
    ['a!="b"', [{...is('a', 'b'), isEqual: false}]],
    ['a=~"x|y"', [like('a', 'x|y')]],
    ['a!~x.*', [{...like('a', 'x.*'), isEqual: false}]],
    ['{a="b", c!="d"}', [is('a', 'b'), {...is('c', 'd'), isEqual: false}]],
    ['{a=b,}', [is('a', 'b')]],
    ['{}', []],
    ['', []],
    ['DiskFull', [is('alertname', 'DiskFull')]],
    ['"Disk full"', [is('alertname', 'Disk full')]],
    ['Föö-bar', [is('alertname', 'Föö-bar')]],
    ['a=""', [is('a', '')]],
    ['a=', [is('a', '')]],
    ['a="x,y}"', [is('a', 'x,y}')]],
    ['a=~"\\d+\\.\\d"', [like('a', '\\d+\\.\\d')]],
    ['a="say \\"hi\\"\\n\\\\"', [is('a', 'say "hi"\n\\')]],
    ['a="\\t"', [is('a', '\\t')]],
    ['"a b"="\\t\\u00e9"', [is('a b', '\té')]],
    ['"höst"=~"x"', [like('höst', 'x')]],
    ['höst=x', [is('höst', 'x')]],
    ['a="b=c"', [is('a', 'b=c')]],
    ['a=b=c', [is('a', 'b=c')]],
    ['a=~x{2}', [like('a', 'x{2}')]],
    ['{a=~"x{2}"}', [like('a', 'x{2}')]],
    ['ns:x=1', [is('ns:x', '1')]],
  ])('reads %s', (text, matchers) => {
    expect(parseMatchers(text)).toEqual({ok: true, matchers});
  });

  test.each([
    ['{a="b"', 0, 'at character 1: this { is not closed by a } at the end'],
    ['a="b', 2, 'at character 3: this quote is not closed'],
    ['a=b"c', 3, 'at character 4: a quote inside a value needs a backslash or quotes around the value'],
    ['="b"', 0, 'at character 1: expected a label name'],
    ['a="b" c="d"', 6, 'at character 7: expected a comma or the end'],
    ['a b', 2, 'at character 3: expected =, !=, =~ or !~ after a'],
    ['a=b,c', 5, 'at character 6: expected =, !=, =~ or !~ after c'],
    ['a==~"b"', -1, ''],
    ['a=b, c=~"("', 5, 'at character 6: the pattern of c cannot be used: missing ) for this group (at character 1)'],
    [
      'a=~"x(?=y)"',
      0,
      'at character 1: the pattern of a cannot be used: lookahead and lookbehind are not supported by Alertmanager (RE2) (at character 2)',
    ],
    ['"a b"="\\d"', 6, 'at character 7: these quotes hold an escape that is not known'],
  ])('says of %s where it fails', (text, position, message) => {
    const parsed = parseMatchers(text);
    if (position < 0) expect(parsed.ok).toBe(false);
    else expect(parsed).toEqual({ok: false, position, message});
  });

  const name = fc.oneof(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/), fc.string({minLength: 1, maxLength: 8}));
  const matcher = fc.record({
    name,
    value: fc.string({unit: 'grapheme'}),
    isRegex: fc.constant(false),
    isEqual: fc.boolean(),
  });

  test('reads back every matcher it writes, alone and in braces', () => {
    fc.assert(
      fc.property(fc.array(matcher, {minLength: 1, maxLength: 4}), matchers => {
        expect(parseMatchers(matchersText(matchers))).toEqual({ok: true, matchers});
        const [first] = matchers;
        if (first) expect(parseMatchers(matcherText(first))).toEqual({ok: true, matchers: [first]});
      }),
    );
  });

  test('never fails in another way than by saying so', () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom(...'ab={}!~,"\\ n\'')}), text => {
        const parsed = parseMatchers(text);
        if (!parsed.ok) expect(parsed.position).toBeLessThanOrEqual(text.length);
      }),
      {numRuns: 1000},
    );
  });
});

test('words of a command line are read one by one, a bare word only as the first', () => {
  expect(parseMatcherWords(['DiskFull', 'a=~"b|c"'])).toEqual({
    ok: true,
    matchers: [is('alertname', 'DiskFull'), like('a', 'b|c')],
  });
  expect(parseMatcherWords(['a=b', 'DiskFull'])).toEqual({
    ok: false,
    position: 0,
    message: '"DiskFull" is no matcher: only the first word may be an alert\'s name alone',
  });
  expect(parseMatcherWords(['a=b', 'c=~"("'])).toMatchObject({
    ok: false,
    message: expect.stringContaining('"c=~"("": at character 1') as unknown,
  });
});

describe('matches', () => {
  test('an absent label is the empty string', () => {
    expect(matches(is('foo', ''), {})).toBe(true);
    expect(matches(is('foo', ''), {foo: 'x'})).toBe(false);
    expect(matches({...is('foo', ''), isEqual: false}, {})).toBe(false);
    expect(matches({...is('foo', ''), isEqual: false}, {foo: 'x'})).toBe(true);
    expect(matches(like('foo', '.*'), {})).toBe(true);
    expect(matches(like('foo', '.+'), {})).toBe(false);
    expect(matches({...like('foo', 'x'), isEqual: false}, {})).toBe(true);
    expect(matches(is('constructor', ''), {})).toBe(true);
  });

  test('a regex is anchored', () => {
    expect(matches(like('a', 'b'), {a: 'abc'})).toBe(false);
    expect(matches(like('a', 'a|b'), {a: 'ab'})).toBe(false);
    expect(matches(like('a', '.*b.*'), {a: 'abc'})).toBe(true);
  });

  test('a quote in a value matches that quote and nothing more', () => {
    const quoted = parseMatchers('a="x\\"y"');
    expect(
      quoted.ok && quoted.matchers.map(matcher => [matches(matcher, {a: 'x"y'}), matches(matcher, {a: 'xy'})]),
    ).toEqual([[true, false]]);
  });

  test('what cannot be judged is unknown, not no', () => {
    const strange = like('a', 'x(?=y)');
    expect(matches(strange, {a: 'xy'})).toBeUndefined();
    expect(compileMatcher(strange)).toEqual({
      unsupported: expect.stringMatching(/^a=~"x\(\?=y\)" cannot be judged here: lookahead/) as unknown,
    });
    expect(compileMatchers([is('a', 'x'), strange])).toHaveProperty('unsupported');
  });

  test('equality and inequality are opposites for every label set', () => {
    const labels = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('', 'x', 'y', 'xy'));
    fc.assert(
      fc.property(labels, fc.constantFrom('', 'x', '.*', 'x|y', '[^x]+'), fc.boolean(), (set, value, isRegex) => {
        const plain: Matcher = {name: 'a', value, isRegex, isEqual: true};
        expect(matches(plain, set)).toBe(!matches({...plain, isEqual: false}, set));
      }),
    );
  });
});

test('a set that takes the empty string everywhere is recognised before the server refuses it', () => {
  expect(isMatchingEmpty([is('a', ''), like('b', '.*')])).toBe(true);
  expect(isMatchingEmpty([is('a', ''), like('b', '.+')])).toBe(false);
});

test('the same matchers in another order are not the same: the silence would get a new id', () => {
  expect(isSameMatchers([is('a', '1'), is('b', '2')], [is('a', '1'), is('b', '2')])).toBe(true);
  expect(isSameMatchers([is('a', '1'), is('b', '2')], [is('b', '2'), is('a', '1')])).toBe(false);
  expect(isSameMatchers([is('a', '1')], [is('a', '1'), is('b', '2')])).toBe(false);
});
