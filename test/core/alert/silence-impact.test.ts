import {describe, expect, test} from 'vitest';
import {ackMatchers} from '../../../src/core/alert/ack-matchers.js';
import {auditSilence, silenceImpact} from '../../../src/core/alert/silence-impact.js';
import {anAlert, aSilence, keyOf, shown} from '../../support/given.js';

const plain = (name: string, value: string) => ({name, value, isRegex: false, isEqual: true});

describe('silenceImpact', () => {
  test('counts what a union of values hits beyond the group: {a,1} and {b,2} also hit {a,2}', () => {
    const group = [anAlert({labels: {host: 'a', disk: '1'}}), anAlert({labels: {host: 'b', disk: '2'}})];
    const cross = anAlert({labels: {host: 'a', disk: '2'}});
    const impact = silenceImpact(ackMatchers(group), {
      alerts: [...group, cross],
      source: 'eu',
      meant: group.map(keyOf),
    });
    expect(impact).toEqual({hits: [...group, cross].map(keyOf), outside: [keyOf(cross)], missed: []});
  });

  test('looks at one source only, and names what is missed', () => {
    const here = anAlert();
    const there = anAlert({source: 'us'});
    const other = anAlert({name: 'Other'});
    const impact = silenceImpact([plain('alertname', 'DiskFull')], {
      alerts: [here, there, other],
      source: 'eu',
      meant: [keyOf(here), keyOf(other)],
    });
    expect(impact).toEqual({hits: [keyOf(here)], outside: [], missed: [keyOf(other)]});
  });

  test('does not guess about a pattern that it cannot read', () => {
    const matchers = [{name: 'a', value: '(?<!x)y', isRegex: true, isEqual: true}];
    expect(silenceImpact(matchers, {alerts: [], source: 'eu', meant: []})).toHaveProperty('unsupported');
  });
});

describe('auditSilence', () => {
  const many = Array.from({length: 12}, (_, index) =>
    anAlert({labels: {alertname: `A${index % 3}`, host: `h${index}`, env: 'prod'}}),
  );

  test('marks one that nothing needs', () => {
    expect(auditSilence(aSilence(), shown({alerts: many}))).toEqual({holds: 0, unused: true});
    expect(auditSilence(aSilence({state: 'pending'}), shown({alerts: many}))).toEqual({holds: 0, unused: false});
  });

  test('counts what one holds, also where the alert list has not caught up', () => {
    const silence = aSilence({matchers: [plain('alertname', 'A1')]});
    expect(auditSilence(silence, shown({alerts: many}))).toEqual({holds: 4, unused: false});
    const held = many.map((alert, index) => (index === 0 ? {...alert, silencedBy: [silence.id]} : alert));
    expect(auditSilence({...silence, matchers: [plain('alertname', 'gone')]}, shown({alerts: held})).holds).toBe(1);
  });

  test('marks one that hits most of everything, or names nothing', () => {
    const broad = aSilence({matchers: [{name: 'host', value: 'h.*', isRegex: true, isEqual: true}]});
    expect(auditSilence(broad, shown({alerts: many})).broad).toBe('hits 12 of 12 alerts');
    expect(auditSilence(aSilence({matchers: [plain('env', 'prod')]}), shown({alerts: many})).broad).toBe(
      'no matcher names a thing',
    );
    expect(
      auditSilence(
        aSilence({matchers: [{name: 'alertname', value: '.+', isRegex: true, isEqual: true}]}),
        shown({alerts: many}),
      ).broad,
    ).toBe('no matcher names a thing');
  });

  test('says where it cannot tell', () => {
    const silence = aSilence({matchers: [{name: 'a', value: 'x(?=y)', isRegex: true, isEqual: true}]});
    expect(auditSilence(silence, shown({})).unknown).toMatch(/cannot be judged here/);
  });
});
