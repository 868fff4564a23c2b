import {describe, expect, test} from 'vitest';
import {hooks} from '../../../../src/relay/hooks/index.js';
import {alertOf, alertsOf, faultsOf, posted} from '../../../support/hook-request.js';

const hook = hooks.elastalert.open({});

const ALERT = {
  annotations: {summary: 'Many errors', description: 'Many errors\n\nnum_hits: 12'},
  labels: {alertname: 'Errors', elastalert_rule: 'Errors', host: 'web-1'},
};

describe('the alertmanager alerter', () => {
  test('posts a list of one, on the paths that it makes of its host', () => {
    expect(faultsOf([ALERT], 'elastalert2-alertmanager.schema.json')).toEqual([]);
    expect(hooks.elastalert.aliases).toEqual([
      '/api/v1/alerts',
      '/api/v2/alerts',
      '/v1/hooks/elastalert/api/v1/alerts',
      '/v1/hooks/elastalert/api/v2/alerts',
    ]);
    expect(alertOf(hook.read(posted([ALERT])))).toMatchObject({
      key: expect.stringMatching(/^\["elastalert",null,"[0-9a-f]{16}",null\]$/),
      alert: {source: 'elastalert', status: 'firing', endsAt: null, groupKey: null, ...ALERT},
    });
  });

  test('tells an end far ahead: it fires until then', () => {
    const ends = (endsAt: string) => alertOf(hook.read(posted([{...ALERT, endsAt}]))).alert.status;
    expect(ends('2026-11-20T18:10:00.123456+00:00')).toBe('firing');
    expect(ends('2026-11-20T18:00:00+00:00')).toBe('resolved');
  });

  test('tells the same again as a repeat, and less than that where alerts run out', () => {
    const at = (minutes: number, one = hook) => alertOf(one.read({...posted([ALERT]), now: 60_000 * minutes}));
    expect(at(10).value).toBe(at(5).value);
    const short = hooks.elastalert.open({resolveAfter: 8 * 60_000});
    expect(at(10, short).key).toBe(at(5, short).key);
    expect(at(10, short).value).not.toBe(at(5, short).value);
  });
});

describe('what can post to an Alertmanager', () => {
  test('posts many, with starts, ends and links', () => {
    const alerts = [
      {
        labels: {alertname: 'A'},
        startsAt: '2026-11-20T17:00:00Z',
        endsAt: '2026-11-20T18:04:00Z',
        generatorURL: 'http://prom/g',
      },
      {labels: {alertname: 'B'}, startsAt: '2026-11-20T17:00:00Z', endsAt: '2026-11-20T17:59:00Z'},
    ];
    const [a, b] = alertsOf(hook.read(posted(alerts))).map(({alert}) => alert);
    expect(a).toMatchObject({status: 'firing', startsAt: '2026-11-20T17:00:00.000Z', generatorURL: 'http://prom/g'});
    expect(b).toMatchObject({status: 'resolved', endsAt: '2026-11-20T17:59:00.000Z'});
  });

  test('may name an alert by a title only', () => {
    const named = alertOf(hook.read(posted([{labels: {job: 'x'}, annotations: {title: 'Backup failed'}}])));
    expect(named.alert.labels).toEqual({job: 'x', alertname: 'Backup failed'});
    expect(alertOf(hook.read(posted([{labels: {job: 'x'}}]))).alert.labels.alertname).toBe('elastalert');
  });
});

describe('the HTTP POST alerters', () => {
  const MATCH = {
    '@timestamp': '2026-11-20T17:58:00.000Z',
    _id: 'abc',
    _index: 'logs-2026.11.20',
    alertname: 'Errors in checkout',
    severity: 'critical',
    host: {name: 'web-1', ip: ['10.0.0.1', '10.0.0.2']},
    kubernetes: {namespace: 'shop', pod: 'web-1-x'},
    'service.name': 'checkout',
    message: 'boom at 17:58',
    num_hits: 12,
    status: 500,
    big: 2 ** 64,
    nothing: null,
  };

  test('send the document: a few fields name the alert, the others are annotations', () => {
    expect(faultsOf(MATCH, 'elastalert2-http-post.schema.json')).toEqual([]);
    expect(alertOf(hook.read(posted(MATCH))).alert).toMatchObject({
      status: 'firing',
      startsAt: '2026-11-20T18:00:00.000Z',
      labels: {
        alertname: 'Errors in checkout',
        severity: 'critical',
        service: 'checkout',
        namespace: 'shop',
        host: 'web-1',
      },
      annotations: {
        summary: 'boom at 17:58',
        '@timestamp': '2026-11-20T17:58:00.000Z',
        _id: 'abc',
        'host.ip': '["10.0.0.1","10.0.0.2"]',
        'kubernetes.pod': 'web-1-x',
        num_hits: '12',
        status: '500',
      },
    });
  });

  test('tell two matches of one rule as one alert that has changed', () => {
    const [one, two] = [MATCH, {...MATCH, '@timestamp': '2026-11-20T17:59:00Z', message: 'boom at 17:59'}].map(match =>
      alertOf(hook.read(posted(match))),
    );
    expect(two?.key).toBe(one?.key);
    expect(two?.value).not.toBe(one?.value);
    const other = alertOf(hook.read(posted({...MATCH, host: {name: 'web-2'}})));
    expect(other.key).not.toBe(one?.key);
  });

  test('may send fields that are asked for as labels', () => {
    const asking = hooks.elastalert.open({labels: ['kubernetes.pod', 'num_hits', 'missing', 'host.ip']});
    expect(alertOf(asking.read(posted(MATCH))).alert.labels).toMatchObject({
      'kubernetes.pod': 'web-1-x',
      num_hits: '12',
    });
    expect(alertOf(asking.read(posted(MATCH))).alert.labels).not.toHaveProperty('host.ip');
  });

  test('may send a template that says itself what is a label', () => {
    const templated = {
      labels: {alertname: 'Errors', pod: 'x'},
      annotations: {summary: 's'},
      startsAt: '2026-11-20T17:00:00Z',
      host: 'web-1',
    };
    expect(alertOf(hook.read(posted(templated))).alert).toMatchObject({
      labels: {alertname: 'Errors', pod: 'x'},
      annotations: {summary: 's', host: 'web-1'},
      startsAt: '2026-11-20T17:00:00.000Z',
    });
    expect(alertOf(hook.read(posted(templated))).alert.labels).not.toHaveProperty('host');
  });

  test('are named by their rule, and else by their source', () => {
    const name = (match: object) => alertOf(hook.read(posted(match))).alert.labels.alertname;
    expect(name({rule: {name: 'From ECS'}})).toBe('From ECS');
    expect(name({rule_name: 'R', title: 'T'})).toBe('R');
    expect(name({title: 'T', name: 'eth0', subject: 'mail'})).toBe('T');
    expect(name({message: 'm', name: 'eth0'})).toBe('elastalert');
    expect(name({})).toBe('elastalert');
  });

  test('may send a very wide document: the first hundred fields are kept', () => {
    const wide = Object.fromEntries(Array.from({length: 5_000}, (_, index) => [`f${index}`, {a: index}]));
    const {annotations} = alertOf(hook.read(posted(wide))).alert;
    expect(Object.keys(annotations)).toHaveLength(100);
    expect(annotations['f99.a']).toBe('99');
  });

  test('may send names that objects inherit', () => {
    const body = '{"alertname":"A","constructor":{"name":"x"},"__proto__":{"polluted":"y"},"host":{"__proto__":"z"}}';
    const {annotations} = alertOf(hook.read(posted(body))).alert;
    expect(Object.entries(annotations)).toContainEqual(['__proto__.polluted', 'y']);
    expect(Object.entries(annotations)).toContainEqual(['constructor.name', 'x']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

test('its alerts cannot be silenced, and end a day after they were told last unless said otherwise', () => {
  expect(hook.source).toEqual({name: 'elastalert', silence: false, resolve: false, resolveAfter: 86_400_000});
  expect(hooks.elastalert.open({resolveAfter: 600_000}).source).toMatchObject({resolveAfter: 600_000});
});

test.each([
  ['text', '"x"', 'The body is neither a list of alerts nor a document.'],
  ['a list of numbers', [1], '`[0]` is not an object.'],
  ['labels that are none', [{labels: 1}], '`[0].labels` is not an object.'],
  ['a start that is none', [{...ALERT, startsAt: 'x'}], expect.stringContaining('`[0].startsAt` is no time')],
  [
    'a document with labels that are lists',
    {labels: {a: []}},
    '`labels.a` is neither text, nor an exact number, nor a flag.',
  ],
  ['too many', Array.from({length: 100_001}, () => 0), 'The body has more than 100000 alerts.'],
])('%s is refused with a sentence', (_, body, reason) => {
  expect(hook.read(posted(body))).toEqual({ok: false, status: 400, reason});
});
