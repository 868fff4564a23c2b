import {describe, expect, test} from 'vitest';
import {hooks} from '../../../../src/relay/hooks/index.js';
import {alertOf, alertsOf, posted} from '../../../support/hook-request.js';

const open = (mapping: object, name = 'checks') => hooks.generic.open(mapping, name);

const BODY = {
  monitor: 'checks.example',
  events: [
    {
      id: 'e-1',
      state: 'PROBLEM',
      name: 'Ping failed',
      at: {since: 1795197000, until: null},
      tags: {host: 'web-1', port: 443, tls: true, note: null},
      text: 'no answer in 5 s',
      url: 'https://checks.example/e-1',
    },
    {id: 'e-2', state: 'OK', name: 'Disk', at: {since: 1795190000, until: 1795197500123}, tags: {host: 'db-1'}},
  ],
};
const MAPPING = {
  alerts: '/events',
  labelsFrom: '/tags',
  labels: {monitor: '#/monitor', alertname: '/name', missing: '/nowhere'},
  fixed: {severity: 'warning'},
  annotations: {summary: '/text'},
  status: {at: '/state'},
  startsAt: '/at/since',
  endsAt: '/at/until',
  id: '/id',
  url: '/url',
};

describe('a mapping', () => {
  test('finds alerts, and each part of them', () => {
    const [first, second] = alertsOf(open(MAPPING).read(posted(BODY))).map(({alert}) => alert);
    expect(first).toEqual({
      source: 'checks',
      status: 'firing',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      startsAt: '2026-11-20T17:50:00.000Z',
      endsAt: null,
      labels: {
        alertname: 'Ping failed',
        host: 'web-1',
        port: '443',
        tls: 'true',
        monitor: 'checks.example',
        severity: 'warning',
      },
      annotations: {summary: 'no answer in 5 s'},
      groupKey: null,
      generatorURL: 'https://checks.example/e-1',
    });
    expect(second).toMatchObject({
      status: 'resolved',
      startsAt: '2026-11-20T15:53:20.000Z',
      endsAt: '2026-11-20T17:58:20.123Z',
      labels: {alertname: 'Disk', host: 'db-1'},
    });
  });

  test('of nothing takes the body for one firing alert, named by its title', () => {
    const told = alertOf(open({}).read(posted({title: 'Backup failed', x: {y: 1}})));
    expect(told.alert).toMatchObject({status: 'firing', labels: {alertname: 'Backup failed'}, annotations: {}});
    expect(alertOf(open({}).read(posted({}))).alert.labels).toEqual({alertname: 'checks'});
  });

  test('of nothing takes a list for alerts', () => {
    expect(
      alertsOf(open({}).read(posted([{title: 'A'}, {title: 'B'}]))).map(({alert}) => alert.labels.alertname),
    ).toEqual(['A', 'B']);
    expect(alertsOf(open({}).read(posted([])))).toEqual([]);
  });

  test('puts fixed labels above what is said', () => {
    const mapped = open({labelsFrom: '', fixed: {env: 'prod'}}).read(posted({env: 'dev', a: 1}));
    expect(alertOf(mapped).alert.labels).toEqual({env: 'prod', a: '1', alertname: 'checks'});
  });
});

describe('identity', () => {
  const key = (mapping: object, body: object) => alertOf(open(mapping).read(posted(body))).key;

  test('is the id where one is mapped, whatever the labels are', () => {
    const mapping = {id: '/id', labels: {a: '/a'}};
    expect(key(mapping, {id: 7, a: 'x'})).toBe(key(mapping, {id: '7', a: 'y'}));
    expect(key(mapping, {id: 7, a: 'x'})).not.toBe(key(mapping, {id: 8, a: 'x'}));
    expect(key(mapping, {id: '0123456789abcdef'})).toBe('["checks",null,"0123456789abcdef",null]');
  });

  test('is the label set where none is, as Alertmanager computes it', () => {
    const mapping = {labels: {alertname: '/name'}};
    expect(key(mapping, {name: 'Valid', at: 1})).toBe('["checks",null,"a706c0cfccb09024",null]');
    expect(key(mapping, {name: 'Valid', at: 2})).toBe(key(mapping, {name: 'Valid', at: 1}));
  });
});

describe('status', () => {
  const status = (words: object, state: unknown) => open({status: {at: '/s', ...words}}).read(posted({s: state}));

  test('is told in words of the mapping, upper or lower case, as text, number or flag', () => {
    const own = {firing: ['2', 'Bad', 'true'], resolved: ['0', 'false', 'Good']};
    expect([2, 'bad', ' BAD ', true].map(word => alertOf(status(own, word)).alert.status)).toEqual(
      Array.from({length: 4}, () => 'firing'),
    );
    expect([0, 'GOOD', false].map(word => alertOf(status(own, word)).alert.status)).toEqual(
      Array.from({length: 3}, () => 'resolved'),
    );
  });

  test('has words of its own where the mapping gives none', () => {
    for (const word of ['firing', 'Alerting', 'PROBLEM', 'down'])
      expect(alertOf(status({}, word)).alert.status).toBe('firing');
    for (const word of ['resolved', 'OK', 'Recovered', 'closed'])
      expect(alertOf(status({}, word)).alert.status).toBe('resolved');
  });

  test.each([
    ['strange', 'The status "strange" is in neither list of the mapping.'],
    ['\u001b]0;x\u0007ok?', 'The status "ok?" is in neither list of the mapping.'],
    [undefined, 'The alert has no status at `/s`.'],
    [{}, 'The alert has no status at `/s`.'],
  ])('%j is refused with a sentence', (word, reason) => {
    expect(status({}, word)).toEqual({ok: false, status: 400, reason});
  });
});

describe('the source', () => {
  test('is named after the mapping, unless it or the URL names another', () => {
    const source = (mapping: object, query = {}) => alertOf(open(mapping).read(posted({}, {query}))).alert.source;
    expect(source({})).toBe('checks');
    expect(source({name: 'zabbix'})).toBe('zabbix');
    expect(source({name: 'zabbix'}, {source: 'nagios'})).toBe('nagios');
  });

  test('says what has ended where a status is mapped', () => {
    expect(open({}).source).toEqual({name: 'checks', silence: false, resolve: false});
    expect(open({status: {at: '/s'}, resolveAfter: 60_000}).source).toEqual({
      name: 'checks',
      silence: false,
      resolve: true,
      resolveAfter: 60_000,
    });
  });

  test('may be asked for a secret', () => {
    const guarded = open({secrets: ['s'], header: 'X-Key'});
    expect(guarded.read(posted({}))).toMatchObject({status: 401});
    expect(guarded.read(posted({}, {headers: {'x-key': 't'}}))).toMatchObject({status: 403});
    expect(guarded.read(posted({}, {headers: {'x-key': 's'}}))).toHaveProperty('ok', true);
    expect([guarded.proves(posted({})), open({}).proves(posted({}))]).toEqual([true, false]);
  });
});

test.each([
  ['nothing where the alerts should be', MAPPING, {}, 'There is nothing at `/events`, where the alerts should be.'],
  [
    'an alert that is none',
    MAPPING,
    {events: [1]},
    'Alert 1 of the list is not an object: look at `alerts` of the mapping.',
  ],
  ['a body that is none', {}, '"x"', 'The alert is not an object: look at `alerts` of the mapping.'],
  ['more than it may', {most: 2}, [{}, {}, {}], 'The body has more than 2 alerts.'],
  ['no id', {id: '/id'}, [{id: 1}, {}], 'Alert 2 of the list has no id at `/id` that is text or an exact number.'],
  [
    'an id that was rounded',
    {id: '/id'},
    '{"id":12345678901234567890}',
    'The alert has no id at `/id` that is text or an exact number.',
  ],
  [
    'a label that is a list',
    {labels: {a: '/a'}},
    {a: [1]},
    '`labels.a` is neither text, nor an exact number, nor a flag.',
  ],
  [
    'a label that was rounded',
    {labelsFrom: ''},
    '[{"a":1e30}]',
    '`alerts[0].labels.a` is neither text, nor an exact number, nor a flag.',
  ],
  ['a start that is none', {startsAt: '/at'}, {at: 'x'}, expect.stringContaining('`startsAt` is no time')],
])('%s is refused with a sentence', (...[, mapping, body, reason]) => {
  expect(open(mapping).read(posted(body))).toEqual({ok: false, status: 400, reason});
});

test('a mapping that cannot be followed is refused when it is opened', () => {
  expect(() => open({alerts: 'events'})).toThrow('JSON pointer');
  expect(() => open({status: {at: '/s', firing: []}})).toThrow('at least one word');
  expect(() => open({event: '/x'})).toThrow();
});
