import {describe, expect, test} from 'vitest';
import {parseFilter} from '../../src/core/alert/filter.js';
import {fillLink} from '../../src/core/alert/link-template.js';
import {compileMatcher} from '../../src/core/alert/matcher.js';
import {severityOf} from '../../src/core/alert/severity.js';
import {groupingOf} from '../../src/core/board/grouping.js';
import {matchCalled} from '../../src/core/escalation/match-called.js';
import {reachOf} from '../../src/core/escalation/reach.js';
import {readFeedMessage} from '../../src/core/feed/read-message.js';
import {decodeLine, encodeFact} from '../../src/journal/codec.js';
import {aLevel} from '../support/escalating.js';
import {fakeTarget} from '../support/fake-target.js';
import {anAlert, aWatch, NIGHT, recorded, someSettings} from '../support/given.js';

/** Keys that every object has without having been given them, and the one that gives it others. */
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
const labelled = (key: string, value: string) => JSON.parse(`{"alertname": "A", ${JSON.stringify(key)}: "${value}"}`);

describe.each(KEYS)('%s', key => {
  test('as a label that an alert has not is none', () => {
    const alert = anAlert({labels: {alertname: 'A'}});
    const compiled = compileMatcher({name: key, value: '.+', isRegex: true, isEqual: true});
    expect('test' in compiled && compiled.test(alert.labels)).toBe(false);
    expect(fillLink(`https://x.example/{{ labels.${key} }}`, alert, {now: NIGHT})).toBeUndefined();
    expect(severityOf(alert.labels, {label: key, scheme: 'name', map: {}})).toEqual({severity: 'P3', known: false});
  });

  test('as a label that an alert has is a label like any other', () => {
    const alert = anAlert({labels: labelled(key, 'evil')});
    const compiled = compileMatcher({name: key, value: 'evil', isRegex: false, isEqual: true});
    expect('test' in compiled && compiled.test(alert.labels)).toBe(true);
  });

  test('as the word for a severity says nothing known', () => {
    const {severity} = someSettings();
    expect(severityOf({severity: key}, severity)).toEqual({severity: 'P3', known: false});
  });

  test('in a filter is a name like any other', () => {
    const state = aWatch({alerts: [anAlert({labels: {alertname: 'A'}})]});
    expect(state.live.alerts.size).toBe(1);
    for (const text of [`${key}=x`, `${key}=~".*"`, `@${key}>1`, key]) expect(() => parseFilter(text)).not.toThrow();
  });

  test('is a person like any other, on a level or on a schedule', () => {
    expect(matchCalled(key, {levels: [], contacts: [], targets: []})).toBeUndefined();
    const level = aLevel({name: 'second', people: [key], to: ['pager']});
    const settings = {...someSettings(), targets: [fakeTarget()]};
    expect(reachOf(level, {settings}, NIGHT)).toMatchObject({who: [key], contacts: []});
  });

  test('groups alerts that have no such label as those without it', () => {
    const grouping = groupingOf(key, {groups: new Map()});
    const alert = anAlert({labels: {alertname: 'A'}});
    const group = grouping({key: 'eu/1', alert, name: 'A'} as Parameters<typeof grouping>[0]);
    expect(JSON.stringify(group)).not.toContain('native code');
    expect(group?.key).toBe(`by/${key}=""`);
  });

  test('in a line of the journal is read back as it was, and changes nothing else', () => {
    const [fact] = recorded([{type: 'note.added', note: 'n1', text: 'x'}]);
    const hostile = {...fact, extra: labelled(key, 'evil')} as unknown as Parameters<typeof encodeFact>[0];
    const line = encodeFact(hostile);
    const read = decodeLine(line, {start: 0, end: line.length - 1, ascii: true}) as typeof hostile;
    expect(JSON.stringify(read)).toContain(`"${key}":"evil"`);
    expect(({} as Record<string, unknown>).evil).toBeUndefined();
  });

  test('in a message of the feed pollutes nothing', () => {
    const frame = `{"type":"hello","epoch":"e","seq":1,"heartbeat":1000,${JSON.stringify(key)}:{"polluted":"yes"}}`;
    expect(() => readFeedMessage(frame)).not.toThrow();
    expect(() => readFeedMessage(`{${JSON.stringify(key)}:{"polluted":"yes"}}`)).not.toThrow();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
