import {describe, expect, test} from 'vitest';
import {hooks} from '../../../src/relay/hooks/index.js';
import {alertOf, alertsOf, faultsOf, posted, relayFixture} from '../../support/hook-request.js';

const hook = hooks.alertmanager.open({});

interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly groupKey: string;
    readonly alerts: readonly {readonly fingerprint: string; readonly labels: Readonly<Record<string, string>>}[];
  };
}

const deliveries = relayFixture('webhooks-0.25.json') as readonly Delivery[];
const FIRED = '2026-11-20T17:32:56.310Z';

const webhook = (change: Readonly<Record<string, unknown>> = {}, alert: Readonly<Record<string, unknown>> = {}) => ({
  receiver: 'wk',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: {alertname: 'Valid'},
      annotations: {},
      startsAt: '2026-11-20T17:32:56.31054743Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: 'a706c0cfccb09024',
      ...alert,
    },
  ],
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://am:9093',
  version: '4',
  groupKey: '{}:{}',
  truncatedAlerts: 0,
  ...change,
});

describe('recorded deliveries of 0.25', () => {
  test.each(deliveries.map((delivery, index) => [index, delivery] as const))(
    'number %i is read whole',
    (_, {body, headers}) => {
      expect(faultsOf(body, 'alertmanager-webhook-v4.schema.json')).toEqual([]);
      const alerts = alertsOf(hook.read(posted(body, {headers})));
      expect(alerts.map(({alert}) => alert.fingerprint)).toEqual(body.alerts.map(alert => alert.fingerprint));
      expect(alerts.map(({alert}) => alert.labels)).toEqual(body.alerts.map(alert => alert.labels));
      expect(new Set(alerts.map(({alert}) => alert.groupKey))).toEqual(new Set([body.groupKey]));
      expect(new Set(alerts.map(({key}) => key)).size).toBe(alerts.length);
    },
  );

  test('tell start and end at the precision of the API, and no end while it fires', () => {
    const [fired, ended] = [2, 4].map(index => alertOf(hook.read(posted(deliveries[index]?.body))).alert);
    expect(fired).toMatchObject({
      source: 'alertmanager',
      receiver: 'fast0',
      status: 'firing',
      startsAt: FIRED,
      endsAt: null,
    });
    expect(ended).toMatchObject({status: 'resolved', startsAt: FIRED, endsAt: '2026-11-20T17:33:00.001Z'});
  });

  test('of the same occurrence have one key, and say something new', () => {
    const [fired, ended] = [2, 4].map(index => alertOf(hook.read(posted(deliveries[index]?.body))));
    expect(ended?.key).toBe(fired?.key);
    expect(ended?.value).not.toBe(fired?.value);
  });

  test('wake the poll only where alerts were left out', () => {
    const woken = deliveries.map(({body}) => hook.read(posted(body))).map(result => result.ok && result.wake);
    expect(woken).toEqual([[], [], [], ['alertmanager'], []]);
  });

  test('keep hostile text as it is, for whoever shows it to filter', () => {
    const {alert} = alertOf(hook.read(posted(deliveries[1]?.body)));
    expect(alert.labels.alertname).toBe('Hostile\u001b[31m');
  });
});

describe('newer and other senders', () => {
  test('that can be read are taken where another one of the same group cannot', () => {
    const labels = Object.fromEntries(Array.from({length: 301}, (_, index) => [`l${index}`, 'x']));
    const [good] = webhook().alerts;
    const result = hook.read(posted(webhook({alerts: [good, {...good, labels}, 7]})));
    expect(result).toMatchObject({
      ok: true,
      inbound: [{alert: {labels: {alertname: 'Valid'}}}],
      passedOver: ['`alerts[1].labels` has more than 256 members.', '`alerts[2]` is not an object.'],
    });
    expect(hook.read(posted(webhook({alerts: [7]})))).toMatchObject({ok: false, status: 400});
  });

  test('may tell more than is known', () => {
    const body = webhook(
      {notification_reason: 'first notification', routeLabels: {team: 'a'}, later: [1]},
      {later: {}},
    );
    expect(faultsOf(body, 'alertmanager-webhook-v4.schema.json')).toEqual([]);
    expect(alertOf(hook.read(posted(body)))).toEqual(alertOf(hook.read(posted(webhook()))));
  });

  test('may leave out what is not needed', () => {
    const {alert, key} = alertOf(hook.read(posted({alerts: [{status: 'firing', labels: {alertname: 'A'}}]})));
    expect(alert).toMatchObject({groupKey: null, annotations: {}, startsAt: '2026-11-20T18:00:00.000Z', endsAt: null});
    expect(key).toMatch(/^\["alertmanager",null,"[0-9a-f]{16}",null\]$/);
  });

  test('do not get a name for an alert that has none at Alertmanager, where silences go by its labels', () => {
    const body = webhook({}, {labels: {job: 'x'}, annotations: {title: 'T'}});
    expect(alertOf(hook.read(posted(body))).alert.labels).toEqual({job: 'x'});
  });
});

describe('identity', () => {
  test('a repeat has the same key and value, also when it comes with another member or another group text', () => {
    const [one, two] = [webhook(), webhook({externalURL: 'http://am-2:9093'})].map(body =>
      alertOf(hook.read(posted(body))),
    );
    expect([two?.key, two?.value]).toEqual([one?.key, one?.value]);
    const nano = webhook({}, {startsAt: '2026-11-20T17:32:56.310Z'});
    expect(alertOf(hook.read(posted(nano))).key).toBe(one?.key);
  });

  test('a new start is a new occurrence, a new group another telling', () => {
    const keys = [
      webhook(),
      webhook({}, {startsAt: '2026-11-20T17:32:57Z'}),
      webhook({groupKey: '{}:{alertname="Valid"}'}),
    ].map(body => alertOf(hook.read(posted(body))).key);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('the source', () => {
  test('is named by the URL, by the configuration, or by the hook', () => {
    const named = hooks.alertmanager.open({name: 'eu'});
    const body = posted(webhook());
    expect(alertOf(hook.read(body)).alert.source).toBe('alertmanager');
    expect(alertOf(named.read(body)).alert.source).toBe('eu');
    expect(alertOf(named.read({...body, query: {source: 'us'}})).alert.source).toBe('us');
    const truncated = named.read(posted(webhook({truncatedAlerts: 1}), {query: {source: 'us'}}));
    expect(truncated).toMatchObject({wake: ['us']});
  });

  test('can be silenced and says what has ended, unless it only looks like one', () => {
    expect(hook.source).toEqual({name: 'alertmanager', silence: true, resolve: true});
    expect(hooks.alertmanager.open({silence: false, resolveAfter: 60_000, name: 'x'}).source).toEqual({
      name: 'x',
      silence: false,
      resolve: true,
      resolveAfter: 60_000,
    });
  });

  test('is known by the token of the relay only', () => {
    expect(hook.proves(posted('{}'))).toBe(false);
  });
});

test.each([
  ['no object', [], 'The body is no webhook of Alertmanager: it has no list `alerts`.'],
  ['no list', {alerts: {}}, 'The body is no webhook of Alertmanager: it has no list `alerts`.'],
  [
    'a webhook of Grafana',
    webhook({version: '1'}),
    'This looks like a webhook of Grafana: send it to /v1/hooks/grafana.',
  ],
  ['another version', webhook({version: '5'}), 'The webhook is not of version 4, the only one known here.'],
  ['an alert that is none', webhook({alerts: [null]}), '`alerts[0]` is not an object.'],
  ['a status of its own', webhook({}, {status: 'pending'}), '`alerts[0].status` is neither "firing" nor "resolved".'],
  ['labels that are a list', webhook({}, {labels: ['a']}), '`alerts[0].labels` is not an object.'],
  ['annotations that are text', webhook({}, {annotations: 'x'}), '`alerts[0].annotations` is not an object.'],
  ['a start that is none', webhook({}, {startsAt: 'now'}), expect.stringContaining('`alerts[0].startsAt` is no time')],
  ['an end that is none', webhook({}, {endsAt: {}}), expect.stringContaining('`alerts[0].endsAt` is no time')],
  ['too many', {alerts: Array.from({length: 100_001}, () => 0)}, 'The body has more than 100000 alerts.'],
])('%s is refused with a sentence', (_, body, reason) => {
  expect(hook.read(posted(body))).toEqual({ok: false, status: 400, reason});
});

test('a source that cannot be one is refused before the body is read', () => {
  expect(hook.read(posted('nonsense', {query: {source: 'a b'}}))).toMatchObject({
    status: 400,
    reason: expect.stringContaining('`?source=`'),
  });
});

test('options that do not fit are refused when it is opened', () => {
  expect(() => hooks.alertmanager.open({silenced: true})).toThrow('silenced');
});
