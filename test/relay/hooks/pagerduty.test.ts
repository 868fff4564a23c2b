import {createHmac} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {hooks} from '../../../src/relay/hooks/index.js';
import {brought, posted} from '../../support/hook-request.js';

const hook = hooks.pagerduty.open({});

const reference = (type: string, id: string, summary: string) => ({
  html_url: `https://acme.pagerduty.com/${type}s/${id}`,
  id,
  self: `https://api.pagerduty.com/${type}s/${id}`,
  summary,
  type: `${type}_reference`,
});
const EVENT = {
  id: '01BRB6ZP4M6T8ZG4X6BP63ZB9O',
  event_type: 'incident.acknowledged',
  resource_type: 'incident',
  occurred_at: '2026-11-20T17:45:22.169Z',
  agent: reference('user', 'PLH1HKV', 'Lee Ö.'),
  client: {name: 'PagerDuty'},
  data: {
    id: 'PGR0VU2',
    type: 'incident',
    self: 'https://api.pagerduty.com/incidents/PGR0VU2',
    html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
    number: 2,
    status: 'acknowledged',
    incident_key: 'd3640fbd41094207a1c11e58e46b1662',
    created_at: '2026-11-20T17:40:00Z',
    title: 'DiskFull',
    service: reference('service', 'PF9KMXH', 'Shop'),
    assignees: [reference('user', 'PLH1HKV', 'Lee Ö.')],
    escalation_policy: reference('escalation_policy', 'PUS0KTE', 'Default'),
    priority: null,
    urgency: 'high',
    resolve_reason: null,
  },
};
const webhook = (change: object = {}) => ({event: {...EVENT, ...change}});

describe('what is done to an incident elsewhere', () => {
  test('is told with who, when, and the key by which the incident is known', () => {
    expect(hook.read(posted(webhook()))).toEqual({
      ok: true,
      wake: [],
      inbound: [
        {
          kind: 'pager',
          id: EVENT.id,
          target: 'pagerduty',
          what: 'acknowledged',
          incident: 'PGR0VU2',
          key: 'd3640fbd41094207a1c11e58e46b1662',
          by: 'Lee Ö.',
          on: Date.UTC(2026, 10, 20, 17, 45, 22, 169),
          url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
        },
      ],
    });
  });

  test.each([
    ['incident.triggered', 'triggered'],
    ['incident.reopened', 'triggered'],
    ['incident.acknowledged', 'acknowledged'],
    ['incident.unacknowledged', 'unacknowledged'],
    ['incident.resolved', 'resolved'],
    ['incident.escalated', 'escalated'],
    ['incident.reassigned', 'reassigned'],
    ['incident.delegated', 'reassigned'],
  ])('%s is told as %s', (event_type, what) => {
    expect(brought(hook.read(posted(webhook({event_type}))))).toMatchObject([{what}]);
  });

  test('by no one is by PagerDuty', () => {
    const by = (agent: unknown) => brought(hook.read(posted(webhook({agent})))).map(one => 'by' in one && one.by);
    expect([by(null), by(undefined), by({}), by({id: 'P1'})]).toEqual([
      ['PagerDuty'],
      ['PagerDuty'],
      ['PagerDuty'],
      ['P1'],
    ]);
  });

  test('is known again by the event, or by the delivery where the event has no id', () => {
    const id = (headers: Readonly<Record<string, string>>) =>
      brought(hook.read(posted(webhook({id: undefined}), {headers}))).map(one => 'id' in one && one.id);
    expect(id({'x-webhook-id': 'w1'})).toEqual(['w1']);
    expect(id({})).toEqual(id({}));
    expect(id({})).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  test('may lack key, link and time', () => {
    const [one] = brought(hook.read(posted(webhook({occurred_at: null, data: {id: 'P1'}}))));
    expect(one).toEqual({
      kind: 'pager',
      id: EVENT.id,
      target: 'pagerduty',
      what: 'acknowledged',
      incident: 'P1',
      by: 'Lee Ö.',
      on: Date.UTC(2026, 10, 20, 18),
    });
  });
});

test.each([
  ['pagey.ping', {message: 'Hello from your friend Pagey!', type: 'ping'}],
  ['incident.annotated', {id: 'N1', type: 'incident_note'}],
  ['incident.priority_updated', EVENT.data],
  ['incident.responder.added', {type: 'incident_responder'}],
  ['service.updated', {id: 'PF9KMXH', type: 'service'}],
  ['incident.something_newer', null],
  [undefined, undefined],
])('an event %s is taken and says nothing', (event_type, data) => {
  expect(hook.read(posted(webhook({event_type, data})))).toEqual({ok: true, inbound: [], wake: []});
});

describe('the signature', () => {
  const text = JSON.stringify(webhook());
  const sign = (secret: string, body = text) => `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const signed = hooks.pagerduty.open({secrets: ['new', 'old']});
  const sent = (signature: string | undefined) =>
    signed.read(posted(text, {headers: {'x-pagerduty-signature': signature}}));

  test('of the bytes of the body is right', () => {
    expect(sent(sign('new'))).toHaveProperty('ok', true);
    expect(signed.proves(posted(text))).toBe(true);
    expect(hook.proves(posted(text))).toBe(false);
  });

  test('is one of several while either side changes its secret', () => {
    expect(sent(sign('old'))).toHaveProperty('ok', true);
    expect(sent(`${sign('newest')},${sign('new')}`)).toHaveProperty('ok', true);
    expect(sent(`v2=abc, ${sign('old')}`)).toHaveProperty('ok', true);
  });

  test.each([
    ['of another secret', sign('other')],
    ['of another body', sign('new', `${text}\n`)],
    ['of another version', sign('new').replace('v1', 'v2')],
    ['without a version', sign('new').slice(3)],
    ['that is cut', sign('new').slice(0, -1)],
    ['that is empty', ''],
  ])('%s is refused', (_, signature) => {
    expect(sent(signature)).toEqual({
      ok: false,
      status: 403,
      reason: 'The signature is not that of this body with a configured secret.',
    });
  });

  test('that is missing is asked for, before the body is read', () => {
    expect(sent(undefined)).toMatchObject({status: 401});
    expect(signed.read(posted('{'))).toMatchObject({status: 401});
  });
});

test('it brings no alerts, and so has no source', () => {
  expect(hook.source).toBeUndefined();
});

test.each([
  [
    'version 2',
    {messages: [{event: 'incident.acknowledge'}]},
    'The body has no object `event`: this is no webhook of version 3.',
  ],
  ['a list', [webhook()], 'The body has no object `event`: this is no webhook of version 3.'],
  ['an incident without an id', webhook({data: {type: 'incident'}}), '`event.data.id` is not the id of an incident.'],
  ['an incident that is none', webhook({data: 'PGR0VU2'}), '`event.data.id` is not the id of an incident.'],
  ['a time that is none', webhook({occurred_at: 'soon'}), expect.stringContaining('`event.occurred_at` is no time')],
])('%s is refused with a sentence', (_, body, reason) => {
  expect(hook.read(posted(body))).toEqual({ok: false, status: 400, reason});
});
