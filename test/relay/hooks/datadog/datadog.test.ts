import {describe, expect, test} from 'vitest';
import {DATADOG_PAYLOAD} from '../../../../src/relay/hooks/datadog/payload.js';
import {hooks} from '../../../../src/relay/hooks/index.js';
import {alertOf, faultsOf, formPosted, posted, relayFixture} from '../../../support/hook-request.js';

const hook = hooks.datadog.open({});

const TRIGGERED = {
  source: 'datadog',
  id: '1234567',
  cycle_key: '8b1f0c2d',
  aggreg_key: '9bd4ac313a4d1e8f',
  alert_id: '4242',
  transition: 'Triggered',
  alert_type: 'error',
  priority: 'P2',
  scope: 'host:web-1,env:prod',
  status: 'system.load.1 over host:web-1 was > 4',
  title: '[P2] [Triggered on {host:web-1}] High load on {{host.name}}',
  message: 'load is 5.2',
  host: 'web-1',
  link: 'https://app.datadoghq.com/monitors/4242',
  tags: 'env:prod,monitor,team:shop,team:core,url:http://x:80',
  date: '1795197600000',
  org_id: '1',
};

describe('our payload', () => {
  test('is the one of the contract, and what it gives is what the schema says', () => {
    expect(DATADOG_PAYLOAD).toEqual(relayFixture('datadog-payload-template.json'));
    expect(faultsOf(TRIGGERED, 'datadog-webhook-recommended.schema.json')).toEqual([]);
  });

  test('is read: tags and scope are labels, and the name is without what changes', () => {
    expect(alertOf(hook.read(posted(TRIGGERED))).alert).toEqual({
      source: 'datadog',
      status: 'firing',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      startsAt: '2026-11-20T18:00:00.000Z',
      startsUnknown: true,
      endsAt: null,
      labels: {
        alertname: 'High load on {{host.name}}',
        severity: 'high',
        host: 'web-1',
        env: 'prod',
        team: 'core,shop',
        url: 'http://x:80',
        monitor_id: '4242',
      },
      annotations: {
        summary: TRIGGERED.title,
        description: 'load is 5.2',
        status: TRIGGERED.status,
        transition: 'Triggered',
        priority: 'P2',
        scope: TRIGGERED.scope,
        tags: TRIGGERED.tags,
        datadog_url: TRIGGERED.link,
      },
      groupKey: null,
      generatorURL: TRIGGERED.link,
    });
  });

  test('is the same as a form', () => {
    expect(hook.read(formPosted(TRIGGERED))).toEqual(hook.read(posted(TRIGGERED)));
  });

  test('may hold numbers, where quotes were left out', () => {
    const bare = {...TRIGGERED, alert_id: 4242, id: 1234567, date: 1795197600000};
    expect(hook.read(posted(bare))).toEqual(hook.read(posted(TRIGGERED)));
  });
});

describe('the cycle', () => {
  const say = (change: object) => alertOf(hook.read(posted({...TRIGGERED, ...change})));
  const recovered = {
    transition: 'Recovered',
    alert_type: 'success',
    title: '[P2] [Recovered] High load',
    tags: 'env:prod',
  };

  test('is one occurrence from triggered to recovered, whatever else differs', () => {
    const [start, again, end] = [{}, {transition: 'Renotify', date: '1795197900000'}, recovered].map(say);
    expect(new Set([start?.key, again?.key, end?.key]).size).toBe(1);
    expect(new Set([start?.value, again?.value, end?.value]).size).toBe(3);
    expect(end?.alert).toMatchObject({status: 'resolved', endsAt: '2026-11-20T18:00:00.000Z'});
  });

  test('sent twice is a repeat, and the next one is another occurrence', () => {
    expect(say({})).toMatchObject({key: say({}).key, value: say({}).value});
    expect(say({cycle_key: 'another'}).key).not.toBe(say({}).key);
  });

  test.each([
    ['Triggered', 'firing'],
    ['Re-Triggered', 'firing'],
    ['Renotify', 'firing'],
    ['Warn', 'firing'],
    ['Re-Warn', 'firing'],
    ['No Data', 'firing'],
    ['Re-No Data', 'firing'],
    ['Recovered', 'resolved'],
    ['RECOVERED', 'resolved'],
  ])('%s is %s', (transition, status) => {
    expect(say({transition}).alert.status).toBe(status);
  });
});

describe('severity', () => {
  const severity = (change: object) => alertOf(hook.read(posted({...TRIGGERED, ...change}))).alert.labels.severity;

  test('is that of the priority, else of the type, and a tag goes before both', () => {
    expect(['P1', 'P2', 'P3', 'P4', 'P5'].map(priority => severity({priority}))).toEqual([
      'critical',
      'high',
      'warning',
      'info',
      'info',
    ]);
    expect(severity({priority: '$ALERT_PRIORITY', alert_type: 'error'})).toBe('error');
    expect(severity({priority: '', alert_type: 'warning'})).toBe('warning');
    expect(severity({priority: 'null', alert_type: 'success'})).toBeUndefined();
    expect(severity({tags: 'severity:low'})).toBe('low');
  });
});

describe('the secret', () => {
  const secret = hooks.datadog.open({secrets: ['new', 'old']});
  const sent = (value: string | undefined) =>
    secret.read(posted(TRIGGERED, {headers: {'x-watchkeeper-secret': value}}));

  test('is any of those that are configured', () => {
    expect([sent('new'), sent('old')].map(result => result.ok)).toEqual([true, true]);
    expect(secret.proves(posted(TRIGGERED))).toBe(true);
    expect(hook.proves(posted(TRIGGERED))).toBe(false);
  });

  test('that is missing or wrong is refused, before the body is read', () => {
    const missing = {ok: false, status: 401, reason: 'The request has no secret in `X-Watchkeeper-Secret`.'};
    expect(sent(undefined)).toEqual(missing);
    expect(secret.read(posted('{'))).toEqual(missing);
    expect(sent('older')).toMatchObject({status: 403});
    expect(sent('')).toMatchObject({status: 403});
  });

  test('may stand in another header', () => {
    const renamed = hooks.datadog.open({secrets: ['new'], header: 'X-Key'});
    expect(renamed.read(posted(TRIGGERED, {headers: {'x-key': 'new'}}))).toHaveProperty('ok', true);
  });
});

test('its alerts cannot be silenced, and recover', () => {
  expect(hook.source).toEqual({name: 'datadog', silence: false, resolve: true});
});

const PRINT = 'The body has no `cycle_key` or no `transition`: print the payload with `wk relay print-config datadog`.';
test.each([
  ['a payload of one’s own', {body: 'x'}, PRINT],
  ['a variable that was not filled in', {...TRIGGERED, cycle_key: '$ALERT_CYCLE_KEY'}, PRINT],
  ['an event that is no monitor’s', {...TRIGGERED, cycle_key: '', transition: ''}, PRINT],
  ['an unknown transition', {...TRIGGERED, transition: 'Muted\u001b[2J'}, 'The transition "Muted" is not known.'],
  ['a list', [TRIGGERED], 'The body is not an object.'],
  ['text', '"x"', 'The body is not an object.'],
])('%s is refused with a sentence', (_, body, reason) => {
  expect(hook.read(posted(body))).toEqual({ok: false, status: 400, reason});
});
