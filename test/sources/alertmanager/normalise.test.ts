import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {alertOf, instant, isSame} from '../../../src/sources/alertmanager/normalise.js';
import type {Altered} from '../../../src/sources/alertmanager/texts.js';
import {trueValues} from '../../../src/sources/alertmanager/true-values.js';
import {someAlert} from '../support/fake-alertmanager.js';

const origin = {source: 'eu', member: 'am:9093'};

describe('an alert', () => {
  test('keeps the start to the millisecond, whatever its decimals and zone', () => {
    expect(instant('2026-11-20T03:00:00.123456789Z')).toBe(Date.parse('2026-11-20T03:00:00.123Z'));
    expect(instant('2026-11-20T04:00:00.1+01:00')).toBe(Date.parse('2026-11-20T03:00:00.100Z'));
  });

  test('is shown when its state is one we do not know', () => {
    const status = (state: string, silencedBy: string[]) => someAlert('f', {status: {state, silencedBy}});
    expect(alertOf(status('pondering', []), origin).state).toBe('active');
    expect(alertOf(status('pondering', ['s1']), origin).state).toBe('suppressed');
  });

  test('may lack everything that is optional, and have null for a list', () => {
    const {fingerprint, labels, startsAt} = someAlert('f');
    expect(alertOf({fingerprint, labels, startsAt}, origin)).toMatchObject({
      annotations: {},
      receivers: [],
      mutedBy: [],
    });
    const status = {state: 'active', silencedBy: null, inhibitedBy: null, mutedBy: null};
    expect(alertOf({fingerprint, labels, startsAt, status}, origin)).toMatchObject({silencedBy: [], mutedBy: []});
  });

  test('has the labels it has, even when they are called like the parts of an object', () => {
    const labels = JSON.parse('{"__proto__": "p", "constructor": "c", "alertname": "A"}');
    const alert = alertOf(someAlert('f', {labels}), origin);
    expect(Object.entries(alert.labels)).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
      ['alertname', 'A'],
    ]);
    expect(alertOf(someAlert('f'), origin).labels.constructor).toBeUndefined();
    expect(({} as Record<string, unknown>).p).toBeUndefined();
  });

  test('is cut where its text is huge, with a mark', () => {
    const huge = 'x'.repeat(5_000_000);
    const alert = alertOf(someAlert('f', {labels: {alertname: huge}, annotations: {summary: huge}}), origin);
    expect(alert.labels.alertname).toMatch(/^x{4079}…#[0-9a-f]{8}4c4b40$/);
    expect(alert.annotations.summary).toMatch(/^x{65535}…$/);
  });

  test('is the same as long as nothing but its refresh times changed', () => {
    const text = fc.string({unit: 'grapheme', maxLength: 12});
    const record = fc.dictionary(text, text, {maxKeys: 5});
    fc.assert(
      fc.property(
        record,
        record,
        fc.constantFrom('active', 'suppressed', 'unprocessed'),
        (labels, annotations, state) => {
          const raw = {...someAlert('f'), labels, annotations, status: {state, silencedBy: ['s'], inhibitedBy: []}};
          const known = alertOf(raw, origin);
          const plain = JSON.stringify([known.labels, known.annotations]) === JSON.stringify([labels, annotations]);
          expect(isSame({...raw, endsAt: 'later', updatedAt: 'later'} as typeof raw, known)).toBe(plain);
          expect(isSame({...raw, labels: {...labels, more: 'x'}}, known)).toBe(false);
          expect(isSame({...raw, status: {...raw.status, silencedBy: []}}, known)).toBe(false);
        },
      ),
    );
  });
});

describe('a silence for a value that is not shown as it is', () => {
  const altered: Altered[] = [];
  const seen = (labels: Readonly<Record<string, string>>) =>
    alertOf(someAlert('f', {labels}), {...origin, altered: one => altered.push(one)}).labels;
  const hostile = 'Bad\u001b[31m.*';
  const labels = seen({alertname: hostile, pod: 'plain'});
  const long = seen({alertname: 'x'.repeat(9_000)});
  const longer = seen({alertname: 'x'.repeat(9_001)});
  const values = trueValues();
  values.add(altered);
  const matcher = (value = '', isRegex = false) => ({name: 'alertname', value, isRegex, isEqual: true});

  test('matches the true value', () => {
    expect(labels.alertname).toBe('Bad␛[31m.*');
    expect(values.restore(matcher(labels.alertname)).value).toBe(hostile);
    expect(values.restore({...matcher('plain'), name: 'pod'}).value).toBe('plain');
  });

  test('never matches that of another alert that would look the same without its escape codes', () => {
    expect(seen({instance: '\u001b[1mdb-1'}).instance).not.toBe('db-1');
    expect(values.restore(matcher('Bad.*')).value).toBe('Bad.*');
  });

  test('matches all of a value that is too long to be shown, and not another one that begins like it', () => {
    expect(long.alertname?.length).toBeLessThan(4_200);
    expect(long.alertname).not.toBe(longer.alertname);
    expect(values.restore(matcher(long.alertname)).value).toBe('x'.repeat(9_000));
    expect(values.restore(matcher(longer.alertname)).value).toBe('x'.repeat(9_001));
  });

  test('goes on for the values seen last, however many there were before', () => {
    const many = trueValues();
    many.add(Array.from({length: 12_000}, (_, at) => ({name: 'pod', shown: `shown-${at}`, value: `true-${at}`})));
    const pod = (value: string) => ({...matcher(value), name: 'pod'});
    expect(many.restore(pod('shown-11999')).value).toBe('true-11999');
    expect(many.restore(pod('shown-0')).value).toBe('shown-0');
  });

  test('matches it within a regex, too', () => {
    const shown = (labels.alertname ?? '').replace(/[-/\\^$*+?.()|[\]{}]/g, '\\$&');
    const regex = values.restore(matcher(`(other|${shown})`, true)).value;
    expect(new RegExp(`^(?:${regex})$`).test(hostile)).toBe(true);
  });
});
