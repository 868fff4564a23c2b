import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, NOON, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {pagerdutyError, pagerdutyRest} from '../../support/vendors/pagerduty-rest.js';

const TOKEN = 'y_NbAkKc66ryYTWUXYEu';
const options = (url: string) => ({
  token: {env: 'PD_TOKEN'},
  from: 'ana@example.org',
  service: 'PSVC1',
  policies: ['PPOL1'],
  url,
});

describeTarget({
  kind: 'pagerduty-rest',
  vendor: pagerdutyRest,
  options,
  secrets: () => ({token: TOKEN}),
  tooMany: pagerdutyError(429, 2020, ['Rate Limit Exceeded']),
  failures: [
    {
      title: 'a token that it does not know is refused',
      answer: {status: 401, json: {error: {message: 'Unauthorized'}}},
      kind: 'refused',
      final: true,
    },
    {
      title: 'a plan that lacks what was asked for is no wrong request',
      answer: {status: 402, json: {error: {message: 'Account does not have the abilities to perform the action'}}},
      kind: 'refused',
      final: true,
    },
    {
      title: 'an address that is no user is said to be that',
      answer: pagerdutyError(400, 1008, ['Requester User Not Found']),
      kind: 'refused',
      says: 'Requester User Not Found',
    },
    {
      title: 'what it does not take is not sent again',
      answer: pagerdutyError(400, 2001, ['Title is too long']),
      kind: 'rejected',
      final: true,
      unknown: false,
    },
    {title: 'a service that is not there', answer: pagerdutyError(404, 2100), kind: 'not-found', final: true},
    {title: 'an error of its own', answer: {status: 500, text: 'oops'}, kind: 'bad-answer', unknown: true},
  ],
});

async function open(over: Readonly<Record<string, unknown>> = {}) {
  const vendor = pagerdutyRest();
  const server = await vendorServer(vendor);
  const target = aTarget('pagerduty-rest', {...options(server.url), ...over}, someTools({token: TOKEN}));
  return {vendor, server, target};
}

const {thread} = aRequest();

describe('a PagerDuty incident by its API', () => {
  test('is opened, acknowledged, escalated, noted, told of and resolved', async () => {
    const {vendor, server, target} = await open();
    const {ref, url} = await target.send(aRequest(), firstTry());
    expect(url).toBe('https://acme.pagerduty.com/incidents/Q1');
    const [one] = vendor.incidents;
    expect(one).toMatchObject({title: 'DiskFull on db-1', urgency: 'high', incident_key: thread});
    await target.send(aRequest({verb: 'ack', ...(ref && {ref})}), firstTry());
    expect(one?.status).toBe('acknowledged');
    await target.send(aRequest({verb: 'escalate', level: 2, people: ['lee@example.org']}), firstTry());
    expect(one).toMatchObject({escalation_level: 2, incidents_responders: [{user: {id: 'PLEE'}}]});
    await target.send(aRequest({verb: 'note'}), firstTry());
    expect(one?.notes[0]?.content).toMatch(
      /^DiskFull on db-1\n\nThe disk of db-1.*sent by ana with Watchkeeper at 2026/s,
    );
    await target.send(aRequest({verb: 'update'}), firstTry());
    expect(one?.updates).toHaveLength(1);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(one?.status).toBe('resolved');
    expect(server.violations).toEqual([]);
  });

  test('is nobody’s again once its acknowledgement is taken back, and what nobody had stays as it is', async () => {
    const {vendor, server, target} = await open();
    const [ours, other] = [vendor.open({incident_key: thread}), vendor.open({incident_key: thread})];
    Object.assign(ours, {status: 'acknowledged', escalation_level: 2});
    Object.assign(other, {escalation_level: 3});
    await target.send(aRequest({verb: 'release', message: aMessage({text: 'ana gave it back.'})}), firstTry());
    expect([ours, other]).toMatchObject([
      {status: 'triggered', escalation_level: 1},
      {status: 'triggered', escalation_level: 3},
    ]);
    expect([...ours.notes, ...other.notes]).toMatchObject([{content: expect.stringContaining('ana gave it back.')}]);
    expect(await target.send(aRequest({verb: 'release'}), firstTry())).toMatchObject({existed: true});
    expect(server.violations).toEqual([]);
  });

  test('is urgent by its severity, unless the configuration says which', async () => {
    const {vendor, target} = await open();
    for (const severity of ['P1', 'P2', 'P3', 'P4'] as const) {
      await target.send(aRequest({thread: severity, message: aMessage({severity})}), firstTry());
    }
    expect(vendor.incidents.map(({urgency}) => urgency)).toEqual(['high', 'high', 'low', 'low']);
    const low = await open({urgency: 'low'});
    await low.target.send(aRequest(), firstTry());
    expect(low.vendor.incidents[0]?.urgency).toBe('low');
  });

  test('is one where one is open already', async () => {
    const {vendor, target} = await open();
    await target.send(aRequest(), firstTry());
    const second = await target.send(aRequest(), firstTry());
    expect(second).toMatchObject({existed: true, ref: {id: 'Q1'}});
    expect(vendor.pages()).toBe(1);
  });

  test('is not opened twice when it was opened and resolved before the answer got lost', async () => {
    const {vendor, server, target} = await open();
    server.fail('lose');
    await expect(target.send(aRequest(), firstTry())).rejects.toMatchObject({unknown: true});
    Object.assign(vendor.incidents[0] ?? {}, {status: 'resolved'});
    await target.send(aRequest(), {...firstTry(), mayExist: true});
    expect(vendor.pages()).toBe(1);
  });

  test('of Alertmanager is settled in every service that opened one of its key, and again without harm', async () => {
    const {vendor, server, target} = await open();
    for (let at = 0; at < 251; at++) vendor.open({incident_key: thread});
    vendor.open({incident_key: 'another'});
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(vendor.incidents.filter(({status}) => status === 'resolved')).toHaveLength(251);
    expect(await target.send(aRequest({verb: 'resolve'}), firstTry())).toMatchObject({existed: true});
    expect(server.violations).toEqual([]);
  });

  test('that somebody else settled meanwhile counts as settled, and the others are settled all the same', async () => {
    const {vendor, server, target} = await open();
    const [first, second] = [vendor.open({incident_key: thread}), vendor.open({incident_key: thread})];
    const list = {json: {incidents: [{...second}, {...first}]}};
    first.status = 'resolved';
    server.fail(list);
    await target.send(aRequest({verb: 'ack'}), firstTry());
    expect([first.status, second.status]).toEqual(['resolved', 'acknowledged']);
  });

  test('is found as the one that is open, although an older one of its key is over', async () => {
    const {vendor, target} = await open();
    vendor.open({incident_key: thread}).status = 'resolved';
    const newer = vendor.open({incident_key: thread});
    expect(await target.find?.([thread], firstTry().signal)).toMatchObject([
      {ref: {id: newer.id}, status: 'triggered'},
    ]);
  });

  test('that is not there cannot be acknowledged', async () => {
    const {target} = await open();
    await expect(target.send(aRequest({verb: 'ack'}), firstTry())).rejects.toMatchObject({kind: 'not-found'});
  });

  test('goes to a level of its own policy, which is never named', async () => {
    const {vendor, server, target} = await open();
    vendor.open({incident_key: thread});
    await target.send(aRequest({verb: 'escalate', level: 3}), firstTry());
    const put = server.received.find(({method}) => method === 'PUT');
    expect(put?.json).toEqual({incidents: [{id: 'Q1', type: 'incident_reference', escalation_level: 3}]});
  });

  test('is not escalated when it is over', async () => {
    const {vendor, target} = await open();
    vendor.open({incident_key: thread, status: 'resolved'});
    await expect(target.send(aRequest({verb: 'escalate', level: 2}), firstTry())).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('resolved'),
    });
  });

  test('asks nobody twice, notes nothing twice and tells nothing twice after a lost answer', async () => {
    const {vendor, server, target} = await open();
    const one = vendor.open({incident_key: thread});
    const requests = [
      aRequest({verb: 'note'}),
      aRequest({verb: 'update'}),
      aRequest({verb: 'escalate', level: 2, people: ['PLEE', 'PANA']}),
    ];
    for (const request of requests) {
      await target.send(request, firstTry());
      await target.send(request, {...firstTry(), mayExist: true});
    }
    expect(one.notes).toHaveLength(1);
    expect(one.updates).toHaveLength(1);
    expect(one.incidents_responders).toHaveLength(2);
    expect(server.violations).toEqual([]);
  });

  test('is told of by a note where the account has no status updates', async () => {
    const {vendor, target} = await open();
    const one = vendor.open({incident_key: thread});
    vendor.takeUpdatesAway();
    const result = await target.send(aRequest({verb: 'update'}), firstTry());
    expect(result.remark).toContain('written as a note');
    expect(one.notes).toHaveLength(1);
  });

  test('waits as long as the header without a standard says', async () => {
    const {server, target} = await open();
    server.fail({...pagerdutyError(429, 2020), headers: {'ratelimit-reset': '12'}});
    await expect(target.send(aRequest(), firstTry())).rejects.toMatchObject({kind: 'overloaded', retryAfter: 12_000});
  });

  test('is found by its key, with who settled it and who has it', async () => {
    const {vendor, target} = await open();
    vendor.open({incident_key: thread, status: 'acknowledged', last_status_change_at: new Date(NOON).toISOString()});
    expect(await target.find?.([thread, 'unknown'], firstTry().signal)).toEqual([
      {
        ref: {id: 'Q1'},
        thread,
        title: 'something',
        status: 'acknowledged',
        by: 'Watchkeeper',
        on: NOON,
        assigned: ['Lee'],
        level: 1,
        url: 'https://acme.pagerduty.com/incidents/Q1',
      },
    ]);
  });

  test('cannot be opened without a service, and the reason says so', async () => {
    const {target} = await open({service: undefined});
    await expect(target.send(aRequest(), firstTry())).rejects.toThrow('no `service` is configured');
  });
});

test('everybody who is on call in PagerDuty is found, page after page, the first level first', async () => {
  const policies = Array.from({length: 101}, (_, at) => `P${at}`);
  const {vendor, server, target} = await open({policies});
  for (let at = 0; at < 150; at++) {
    vendor.oncalls.push({
      user: {summary: `user ${at}`},
      escalation_level: 150 - at,
      start: '2026-11-20T08:00:00Z',
      end: null,
      escalation_policy: {summary: 'Payments'},
      schedule: null,
    });
  }
  const found = (await target.onCall?.(NOON, firstTry().signal)) ?? [];
  expect(found[0]).toEqual({person: 'user 149', level: 1, from: Date.parse('2026-11-20T08:00:00Z'), of: 'Payments'});
  const asked = server.received.map(({query}) => [query.getAll('escalation_policy_ids[]').length, query.get('offset')]);
  expect(asked).toEqual([
    [100, '0'],
    [100, '100'],
    [1, '0'],
    [1, '100'],
  ]);
  expect(server.received[0]?.query.get('since')).toBe('2026-11-20T12:00:00.000Z');
});
