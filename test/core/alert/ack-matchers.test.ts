import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ackComment, ackMatchers, escapeValue, isAckComment, tokenOf} from '../../../src/core/alert/ack-matchers.js';
import type {Alert} from '../../../src/core/alert/alert.js';
import {compileMatchers, matcherText} from '../../../src/core/alert/matcher.js';

function alert(labels: Record<string, string>, state: Alert['state'] = 'active'): Pick<Alert, 'labels' | 'state'> {
  return {labels, state};
}

function textOf(alerts: readonly Pick<Alert, 'labels' | 'state'>[]): string {
  return ackMatchers(alerts).map(matcherText).join(' ');
}

describe('ackMatchers', () => {
  test('one alert is matched by all of its labels, plainly', () => {
    expect(textOf([alert({b: 'x.y', alertname: 'A'})])).toBe('alertname="A" b="x.y"');
  });

  test('values of a group become one escaped regex for each label', () => {
    const group = [
      alert({alertname: 'A', host: 'db-2', path: '/var'}),
      alert({alertname: 'A', host: 'db-1', path: '/var'}),
    ];
    expect(ackMatchers(group)).toEqual([
      {name: 'alertname', value: 'A', isRegex: false, isEqual: true},
      {name: 'path', value: '/var', isRegex: false, isEqual: true},
      {name: 'host', value: '(db\\-1|db\\-2)', isRegex: true, isEqual: true},
    ]);
  });

  test('a label that an alert of the group lacks is left out', () => {
    expect(textOf([alert({alertname: 'A', host: 'a'}), alert({alertname: 'A'})])).toBe('alertname="A"');
  });

  test('values of alerts that are held back already are left out', () => {
    const group = [
      alert({n: 'A', host: 'a'}),
      alert({n: 'A', host: 'b'}, 'suppressed'),
      alert({n: 'A', host: 'c'}, 'unprocessed'),
    ];
    expect(textOf(group)).toBe('n="A" host=~"(a|c)"');
  });

  test('a group that is held back as a whole is matched as a whole', () => {
    expect(textOf([alert({n: 'A'}, 'suppressed'), alert({n: 'B'}, 'suppressed')])).toBe('n=~"(A|B)"');
  });

  test('every alert that is not held back is matched, whatever its values', () => {
    const value = fc.oneof(
      fc.string({unit: 'grapheme'}),
      fc.constantFrom('a|b', '(x)', '.*', '\\', '^$', 'a{2}', '[', '', 'x\ny'),
    );
    const labels = fc.dictionary(fc.constantFrom('alertname', 'host', 'path'), value);
    fc.assert(
      fc.property(fc.array(labels, {minLength: 1, maxLength: 5}), sets => {
        const compiled = compileMatchers(ackMatchers(sets.map(set => alert(set))));
        expect('test' in compiled && sets.every(set => compiled.test(set))).toBe(true);
      }),
    );
  });

  test('regexes are escaped as karma escapes them', () => {
    expect(escapeValue('a-b/c\\d^e$f*g+h?i.j(k)l|m[n]o{p}q_r s')).toBe(
      'a\\-b\\/c\\\\d\\^e\\$f\\*g\\+h\\?i\\.j\\(k\\)l\\|m\\[n\\]o\\{p\\}q_r s',
    );
  });
});

describe('ackComment', () => {
  const at = {now: Date.UTC(2026, 10, 20, 17, 12, 52), prefix: 'ACK!', token: 'wk-ab12cd34'};

  test("fills in karma's template and ends with our mark", () => {
    expect(ackComment('ACK! This alert was acknowledged using karma on %NOW%', at)).toBe(
      'ACK! This alert was acknowledged using karma on Fri, 20 Nov 2026 17:12:52 GMT wk-ab12cd34',
    );
    expect(ackComment('ACK! at %NOWLOC%', {...at, zone: 'Europe/Berlin'})).toBe(
      'ACK! at Fri Nov 20 2026 18:12:52 GMT+0100 (Central European Standard Time) wk-ab12cd34',
    );
  });

  test('replaces only the first of each word', () => {
    expect(ackComment('%NOW% and %NOW%', at)).toBe('ACK! Fri, 20 Nov 2026 17:12:52 GMT and %NOW% wk-ab12cd34');
  });

  test('puts the prefix at byte 0, once', () => {
    expect(ackComment('  looking', at)).toBe('ACK! looking wk-ab12cd34');
    expect(ackComment('', at)).toBe('ACK! wk-ab12cd34');
    expect(ackComment('deploy', {...at, prefix: ''})).toBe('deploy wk-ab12cd34');
  });

  test('is an ack, and gives its mark back, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), text => {
        const comment = ackComment(text, at);
        expect(isAckComment(comment, ['ACK!'])).toBe(true);
        expect(tokenOf(comment)).toBe('wk-ab12cd34');
      }),
    );
  });
});

test('a comment is an ack only when it starts with a prefix, to the letter', () => {
  expect(isAckComment('ACK! x', ['ACK!'])).toBe(true);
  expect(isAckComment(' ACK! x', ['ACK!'])).toBe(false);
  expect(isAckComment('ack! x', ['ACK!'])).toBe(false);
  expect(isAckComment('on it', ['ACK!', 'on it'])).toBe(true);
  expect(isAckComment('anything', [''])).toBe(false);
});

test('our mark is the last word, and nothing else is', () => {
  expect(tokenOf('ACK! x [wk-ab12cd34]')).toBe('wk-ab12cd34');
  expect(tokenOf('ACK! wk-ab12cd34 and more')).toBeUndefined();
  expect(tokenOf('ACK! xwk-ab12cd34')).toBeUndefined();
});
