import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import {dispositionOf} from '../../../src/core/alert/disposition.js';
import {parseFilter} from '../../../src/core/alert/filter.js';
import {naturalOrder} from '../../../src/core/alert/filter-text.js';
import {severityOf} from '../../../src/core/alert/severity.js';
import {anAlert, aSilence, aWatch, NIGHT} from '../../support/given.js';

const silence = aSilence({id: 's-1', comment: 'ACK! on it', createdBy: 'lee'});

function passes(text: string, over: Partial<Alert> = {}): boolean {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const alert = anAlert({
    labels: {alertname: 'DiskFull', severity: 'critical', instance: 'db-7:9100', shards: '12'},
    ...over,
  });
  const state = aWatch({alerts: [alert], silences: [silence]});
  const {severity} = severityOf(alert.labels, state.settings.severity);
  const subject = {alert, severity, disposition: dispositionOf(alert, state, NIGHT)};
  return parsed.test(subject, {now: NIGHT, operator: 'lee', silences: state.live.silences});
}

describe('labels', () => {
  test.each([
    ['alertname=DiskFull', true],
    ['alertname=diskfull', false],
    ['alertname="DiskFull"', true],
    ['alertname!=DiskFull', false],
    ['absent=""', true],
    ['absent!=""', false],
    ['absent!=x', true],
    ['alertname=~disk', true],
    ['alertname=~^full', false],
    ['alertname!~DISK', false],
    ['alertname=~"disk|cpu"', true],
    ['instance=~db-\\d', true],
    ['shards>9', true],
    ['shards<9', false],
    ['shards>=12', true],
    ['shards<=12', true],
    ['instance>db-10', false],
    ['absent<9', false],
    ['alertname=DiskFull severity=critical', true],
    ['alertname=DiskFull severity=warning', false],
    ['alertname="DiskFull", severity="critical"', true],
    ['"alertname"=DiskFull', true],
    ['{alertname=~"Disk.*"}', true],
    ['{alertname=~"disk.*"}', false],
    ['{alertname=~"Disk"}', false],
  ])('%s: %s', (text, expected) => {
    expect(passes(text)).toBe(expected);
  });
});

describe('text', () => {
  test.each([
    ['diskf', true],
    ['IT IS', true],
    ['"it is full"', true],
    ['"is it"', false],
    ['db-7', true],
    ['db-8', false],
    ['!db-8', true],
    ['!db-7', false],
    ['', true],
    ['  ,  ', true],
  ])('%j: %s', (text, expected) => {
    expect(passes(text)).toBe(expected);
  });
});

describe('words that are no labels', () => {
  const acked: Partial<Alert> = {state: 'suppressed', silencedBy: ['s-1']};
  test.each<[string, boolean, Partial<Alert>?]>([
    ['@state=active', true],
    ['@state=unacked', true],
    ['@state!=unacked', false],
    ['@state=acked', true, acked],
    ['@state=suppressed', true, acked],
    ['@state=silenced', false, acked],
    ['@state=~^in', true, {state: 'suppressed', inhibitedBy: ['f']}],
    ['@age>1m', true],
    ['@age<1m', false],
    ['@age<2h', true],
    ['@source=eu', true],
    ['@cluster=us', false],
    ['@owner=""', true],
    ['@owner=lee', true, acked],
    ['@owner=me', true, acked],
    ['@owner=me', false],
    ['@owner!=me', true],
    ['@severity=p1', true],
    ['@severity<P2', true],
    ['@severity>P1', false],
    ['@severity=~P[12]', true],
    ['@silenced_by=s-1', true, acked],
    ['@silenced_by=lee', true, acked],
    ['@silenced_by=""', true],
    ['@silenced_by!=lee', false, acked],
    ['@silence_author=~L', true, acked],
    ['@inhibited=true', false],
    ['@inhibited_by=f', true, {inhibitedBy: ['e', 'f']}],
    ['@inhibited_by!=f', false, {inhibitedBy: ['e', 'f']}],
    ['@fingerprint=abc', true, {fingerprint: 'abc'}],
    ['@receiver=team', true],
    ['@receiver=~pager', false],
  ])('%s: %s', (text, expected, over) => {
    expect(passes(text, over)).toBe(expected);
  });
});

describe('what is no filter says where and why', () => {
  test.each([
    ['a="x', 2, 'this quote is not closed'],
    ['x "y', 2, 'this quote is not closed'],
    ['a=b c=~"("', 7, 'the pattern for c cannot be used: missing ) for this group (at character 1)'],
    [
      'a=~x(?=y)',
      3,
      'the pattern for a cannot be used: lookahead and lookbehind are not supported by Alertmanager (RE2) (at character 2)',
    ],
    [
      '@nope=1',
      0,
      '@nope is not known; there are @state @source @owner @severity @silenced_by @silence_author @inhibited @inhibited_by @fingerprint @receiver @age @limit',
    ],
    ['@age>soon', 5, '"soon" is no duration; write 10m, 2h or 1d'],
    ['@age=10m', 0, '@age takes < or >, such as @age>10m'],
    [
      '@state=happy',
      7,
      '"happy" is no state; there are active, suppressed, unprocessed, unacked, acking, acked, silenced, inhibited, muted, lapsed',
    ],
    ['@severity=bad', 10, '"bad" is no severity; there are P1, P2, P3, P4'],
    ['@source>eu', 0, '@source takes = != =~ or !~'],
    ['@limit=many', 0, '@limit takes a number, such as @limit=50'],
    ['{a="b}', 3, 'at character 4: this quote is not closed'],
  ])('%s', (text, position, message) => {
    expect(parseFilter(text)).toEqual({ok: false, position, message});
  });
});

test('a pattern cannot break out of the group it is put in', () => {
  expect(parseFilter('a=~")|("').ok).toBe(false);
});

test('a limit and what changes by time alone are told apart from the test', () => {
  expect(parseFilter('a=b @limit=5')).toMatchObject({ok: true, limit: 5, timed: false, isEmpty: false});
  expect(parseFilter('@age>5m')).toMatchObject({ok: true, timed: true});
  expect(parseFilter('  ')).toMatchObject({ok: true, isEmpty: true});
});

test('no text makes it fail in another way than by saying so', () => {
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom(...'ab@={}!~<>,"\\ (age1m')}), text => {
      const parsed = parseFilter(text);
      if (parsed.ok) expect(typeof passes(text)).toBe('boolean');
      else expect(parsed.position).toBeLessThanOrEqual(text.length);
    }),
    {numRuns: 1000},
  );
});

test('digits in names count as numbers, and the order is total', () => {
  expect(['db-10', 'db-2', 'db-02', 'a'].sort(naturalOrder)).toEqual(['a', 'db-02', 'db-2', 'db-10']);
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      expect(Math.sign(naturalOrder(left, right))).toBe(-Math.sign(naturalOrder(right, left)) + 0);
      expect(naturalOrder(left, right) === 0).toBe(left === right);
    }),
  );
});
