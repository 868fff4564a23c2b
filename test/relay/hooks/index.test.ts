import {createHmac} from 'node:crypto';
import fc from 'fast-check';
import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {FEED_MESSAGES} from '../../../src/core/feed/message.js';
import type {Hook, HookRequest, OpenHook} from '../../../src/relay/hooks/hook.js';
import {hooks} from '../../../src/relay/hooks/index.js';
import {MAPPING, READABLE} from '../../support/hook-bodies.js';
import {ARRIVAL, brought, posted} from '../../support/hook-request.js';
import {spoiled} from '../../support/spoiled.js';

const every: readonly (readonly [string, Hook])[] = Object.entries(hooks);

const OPEN: readonly (readonly [string, OpenHook])[] = [
  ...every.map(([name, hook]) => [name, hook.open({}, 'x')] as const),
  ['generic with a mapping', hooks.generic.open(MAPPING, 'x')],
  ['elastalert with labels', hooks.elastalert.open({labels: ['host.name', 'a', '__proto__'], resolveAfter: 60_000})],
];

test('each hook has a path and methods of its own', () => {
  const paths = every.flatMap(([, hook]) => [`/v1/hooks/${hook.path}`, ...hook.aliases]);
  expect(new Set(paths).size).toBe(paths.length);
  expect(every.map(([, {path, methods}]) => [path, ...methods].join(' '))).toEqual([
    'alertmanager POST',
    'events POST',
    'grafana POST PUT',
    'elastalert POST',
    'datadog POST',
    'pagerduty POST',
    'generic/:name POST PUT',
    'change POST',
  ]);
});

/** Names of members that hooks look for, so that what is made up gets past the first look. */
const NAMES = [
  ...['alerts', 'labels', 'annotations', 'status', 'startsAt', 'endsAt', 'fingerprint', 'groupKey', 'truncatedAlerts'],
  ...[
    'version',
    'generatorURL',
    'receiver',
    'values',
    'data',
    'alertCreated',
    'alertGrouped',
    'alertResolved',
    'alert',
  ],
  ...['details', 'resolved', 'groupInfo', 'key', 'value', 'cycle_key', 'transition', 'tags', 'scope', 'title', 'date'],
  ...[
    'event',
    'event_type',
    'id',
    'agent',
    'summary',
    'occurred_at',
    'text',
    'on',
    'by',
    'service',
    'host',
    'name',
    'rule',
  ],
  ...['deployment_status', 'deployment', 'repository', 'state', 'object_kind', 'deployment_id', 'project', 'user'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'a', 'b', '0', ''],
];
const WORDS = [
  ...['firing', 'resolved', 'Triggered', 'Recovered', 'incident.acknowledged', 'success', 'deployment', '4', '1', ''],
  ...[
    '2026-11-20T17:32:56.290329319Z',
    '0001-01-01T00:00:00Z',
    '1795197600000',
    '9200a9e1f80d6128',
    'env:prod,a',
    '\ud800',
  ],
];
const scalar = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom(null, true, false, 0, -1, 1e18, 1e300, 2 ** 53, 1795197600000, 0.1),
  fc.string({unit: 'binary', maxLength: 8}),
);
const {any} = fc.letrec(tie => ({
  any: fc.oneof({maxDepth: 5}, scalar, tie('list'), tie('record'), tie('record')),
  list: fc.array(tie('any'), {maxLength: 4}),
  record: fc.array(fc.tuple(fc.constantFrom(...NAMES), tie('any')), {maxLength: 8}).map(Object.fromEntries),
}));
const few = fc.constantFrom<unknown>(
  [],
  {},
  [[]],
  [1],
  ['a', null],
  {a: 1},
  {labels: {a: 'b'}},
  {labels: [{}]},
  {a: {b: []}},
);

const headers = fc.record(
  {
    'content-type': fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
    'x-github-event': fc.constantFrom('deployment_status', 'ping'),
    'x-gitlab-event': fc.constant('Deployment Hook'),
    'x-pagerduty-signature': fc.string(),
    'x-webhook-id': fc.string(),
  },
  {requiredKeys: []},
);
const query = fc.record({source: fc.oneof(fc.constantFrom('eu', '__proto__'), fc.string())}, {requiredKeys: []});

const REASON = /^[^\p{Cc}]{10,400}\.$/u;

/** A result is one of the two, and the feed can carry what it brings. */
function expectResult(hook: OpenHook, request: HookRequest): void {
  const result = hook.read(request);
  if (!result.ok) {
    expect(result).toEqual({ok: false, status: expect.any(Number), reason: expect.stringMatching(REASON)});
    expect([400, 401, 403, 415]).toContain(result.status);
    return;
  }
  for (const inbound of result.inbound) {
    if (inbound.kind !== 'alert') continue;
    const message = {type: 'alert', id: 'e:1', at: new Date(ARRIVAL).toISOString(), ...inbound.alert};
    expect(v.safeParse(FEED_MESSAGES.alert, JSON.parse(JSON.stringify(message))).issues).toBeUndefined();
  }
}

test.each(READABLE)('$name reads what is right, and never throws at what is spoiled', ({hook, body, sent = {}}) => {
  expect(brought(hook.read(posted(body, {headers: sent}))).length).toBeGreaterThan(0);
  fc.assert(
    fc.property(spoiled(body, fc.oneof(scalar, few)), spoilt => {
      expectResult(hook, posted(JSON.stringify(spoilt) ?? '', {headers: sent}));
    }),
    {numRuns: 200},
  );
});

describe.each(OPEN)('%s', (_, hook) => {
  test('reads or refuses any JSON, and never throws', () => {
    fc.assert(
      fc.property(any, headers, query, (body, sent, asked) => {
        expectResult(hook, posted(JSON.stringify(body), {headers: sent, query: asked}));
      }),
      {numRuns: 200},
    );
  });

  test('reads or refuses any JSON of no known shape', () => {
    fc.assert(fc.property(fc.jsonValue(), body => expectResult(hook, posted(JSON.stringify(body)))));
  });

  test('refuses any bytes that are no JSON', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 64}), headers, (bytes, sent) => {
        expectResult(hook, posted(Buffer.from(bytes), {headers: sent}));
      }),
    );
  });

  test('refuses ten thousand levels with a sentence', () => {
    for (const open of ['[', '{"alerts":[', '{"event":'])
      expect(hook.read(posted(open.repeat(10_000)))).toMatchObject({
        ok: false,
        status: 400,
        reason: expect.stringContaining('levels deep'),
      });
  });

  test('takes names that objects inherit for names, and changes no object', () => {
    const nasty = '{"__proto__":{"polluted":"x","alerts":[]},"constructor":{"prototype":{"polluted":"x"}}}';
    const alert = `{"status":"firing","labels":${nasty.replace(/:\{[^}]*\}/, ':"y"')},"annotations":${nasty}}`;
    for (const body of [nasty, alert, `[${alert}]`, `{"alerts":[${alert}]}`, `{"data":{"alertCreated":${nasty}}}`])
      expectResult(hook, posted(body));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

test('secrets do not make a hook throw, whatever stands in the headers', () => {
  const guarded = [hooks.grafana, hooks.datadog, hooks.pagerduty, hooks.generic, hooks.change].map(hook =>
    hook.open({secrets: ['s', 't'], ...(hook === hooks.grafana ? {timestampHeader: 'x-time'} : {})}, 'x'),
  );
  const names = [
    'x-grafana-alerting-signature',
    'x-time',
    'x-watchkeeper-secret',
    'x-pagerduty-signature',
    'x-hub-signature-256',
    'x-gitlab-token',
    'x-github-event',
    'x-gitlab-event',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.string({unit: 'binary'}))), sent => {
      for (const hook of guarded) expectResult(hook, posted('{}', {headers: sent}));
    }),
  );
});

test('a secret that is right opens what it guards, and no secret opens the others', () => {
  const text = '{"event":{"event_type":"pagey.ping"}}';
  const signature = createHmac('sha256', 's').update(text).digest('hex');
  const request = posted(text, {
    headers: {'x-pagerduty-signature': `v1=${signature}`, 'x-grafana-alerting-signature': signature},
  });
  expect(hooks.pagerduty.open({secrets: ['s']}).read(request)).toEqual({ok: true, inbound: [], wake: []});
  expect(hooks.grafana.open({secrets: ['s']}).read(request)).toMatchObject({status: 400});
  expect(hooks.datadog.open({secrets: ['s']}).read(request)).toMatchObject({status: 401});
});
