import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {incidentIoVendor} from '../../support/vendors/incident-io.js';

const api = {api_key: {env: 'INCIDENT_KEY'}};
const source = {source: {id: 'src-1', token: {env: 'SOURCE_TOKEN'}}};
const secrets = {api_key: 'key-1', 'source.token': 'source-token'};
const {signal} = firstTry();
const threads = [aRequest().thread];

const failures = [
  {
    title: 'a key that it does not know is refused',
    answer: {status: 401, json: {type: 'authentication_error', status: 401, errors: [{message: 'Invalid key'}]}},
    kind: 'refused',
    final: true,
    says: 'Invalid key',
  },
  {
    title: 'what it cannot process is not sent again',
    answer: {status: 422, json: {type: 'validation_error', errors: [{message: 'Title is required'}]}},
    kind: 'rejected',
    final: true,
    says: 'Title is required',
  },
  {
    title: 'an error of its own may have been done all the same',
    answer: {status: 500, json: {type: 'internal_error', errors: []}},
    kind: 'bad-answer',
    unknown: true,
  },
] as const;

describeTarget({
  kind: 'incident-io',
  about: 'incident.io by alert events',
  vendor: incidentIoVendor,
  options: url => ({...source, url}),
  secrets: () => ({'source.token': 'source-token'}),
  failures: [
    ...failures,
    {
      title: 'an acceptance without a key is none',
      answer: {status: 202, json: {status: 'success'}},
      kind: 'bad-answer',
      unknown: true,
    },
  ],
});

describeTarget({
  kind: 'incident-io',
  about: 'incident.io by incidents',
  vendor: incidentIoVendor,
  options: url => ({...api, url}),
  secrets: () => ({api_key: 'key-1'}),
  failures,
});

async function opened(options: Readonly<Record<string, unknown>>) {
  const vendor = incidentIoVendor();
  const server = await vendorServer(vendor);
  return {vendor, server, target: aTarget('incident-io', {...options, url: server.url}, someTools(secrets))};
}

describe('an alert of incident.io', () => {
  test('fires, is acknowledged there, and is resolved by one key', async () => {
    const {vendor, server, target} = await opened({...source, ...api});
    await target.send(aRequest(), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'triggered', title: 'DiskFull on db-1'}]);
    vendor.acked = 'Lee';
    expect(await target.find?.(threads, signal)).toMatchObject([
      {thread: threads[0], status: 'acknowledged', by: 'Lee', on: Date.parse('2026-11-20T12:04:00Z')},
    ]);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.find?.([...threads, 'another'], signal)).toMatchObject([
      {status: 'resolved', on: Date.parse('2026-11-20T12:30:00Z')},
    ]);
    expect(server.violations).toEqual([]);
  });

  test('says what it cannot do without an API key, and why', async () => {
    const {target} = await opened(source);
    expect(target.powers).toMatchObject({
      create: true,
      resolve: true,
      find: expect.stringContaining('api_key'),
      ack: expect.stringContaining('app'),
    });
  });
});

describe('an incident of incident.io', () => {
  test('is declared, told more of and brought to its last active status', async () => {
    const {vendor, server, target} = await opened(api);
    const {ref, url} = await target.send(aRequest(), firstTry());
    expect({ref, url}).toEqual({ref: {id: 'incident-1'}, url: 'https://app.incident.example/incident-1'});
    expect(vendor.incidents).toMatchObject([{severity_id: 'sev-3', visibility: 'public', mode: 'standard'}]);
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'triggered', assigned: []}]);
    await target.send(aRequest({verb: 'update', message: aMessage({title: 'Worse', severity: 'P2'})}), firstTry());
    expect(vendor.incidents).toMatchObject([{name: 'Worse', severity_id: 'sev-2', notified: 1}]);
    for (const incident of vendor.incidents) incident.lead = 'Lee';
    expect(await target.find?.(threads, signal)).toMatchObject([
      {status: 'acknowledged', by: 'Lee', assigned: ['Lee']},
    ]);
    const resolved = await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(resolved.remark).toContain('Monitoring');
    expect(vendor.incidents).toMatchObject([{incident_status: {name: 'Monitoring'}}]);
    expect(await target.send(aRequest({verb: 'resolve'}), firstTry())).toMatchObject({existed: true});
    expect(server.violations).toEqual([]);
  });

  test('is resolved by the status that is named, and found as resolved then', async () => {
    const {target} = await opened({...api, resolved_status: 'monitoring'});
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'resolved'}]);
    const {target: other} = await opened({...api, resolved_status: 'Fixed'});
    await other.send(aRequest(), firstTry());
    await expect(other.send(aRequest({verb: 'resolve'}), firstTry())).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('Investigating, Fixing, Monitoring, Closed'),
    });
  });

  test('says what only the app can do as the vendor says it', async () => {
    const {target} = await opened({...api, resolved_status: 'Closed'});
    await target.send(aRequest(), firstTry());
    await expect(target.send(aRequest({verb: 'resolve'}), firstTry())).rejects.toMatchObject({
      message: expect.stringContaining('Only the app can close'),
    });
  });

  test('has the severity that is named for ours, and none where the key may not read them', async () => {
    const {vendor, target} = await opened({...api, severities: {P1: 'minor', P2: 'Awful'}, visibility: 'private'});
    await target.send(aRequest({test: true}), firstTry());
    expect(vendor.incidents).toMatchObject([{severity_id: 'sev-1', visibility: 'private', mode: 'test'}]);
    const message = aMessage({severity: 'P2'});
    await expect(target.send(aRequest({key: 'k-2', message}), firstTry())).rejects.toMatchObject({
      message: expect.stringContaining('Critical, Major, Minor'),
    });
    const {vendor: closed, target: other} = await opened(api);
    closed.mayReadSeverities = false;
    await other.send(aRequest(), firstTry());
    expect(closed.incidents).toMatchObject([{severity_id: undefined}]);
  });

  test('that is not there cannot be updated', async () => {
    const {target} = await opened(api);
    await expect(target.send(aRequest({verb: 'update'}), firstTry())).rejects.toMatchObject({kind: 'not-found'});
  });
});

describe('an escalation of incident.io', () => {
  test('goes along the path of its level or to users, once for each delivery', async () => {
    const {vendor, server, target} = await opened({...api, levels: ['path-1', 'path-2']});
    const level = aRequest({verb: 'escalate', level: 2, key: 'k-1'});
    server.fail('lose');
    await expect(target.send(level, firstTry())).rejects.toMatchObject({unknown: true});
    await target.send(level, {...firstTry(), mayExist: true});
    await target.send({...level, key: 'k-2', people: ['U1']}, firstTry());
    expect([...vendor.escalations.values()]).toMatchObject([{escalation_path_id: 'path-2'}, {user_ids: ['U1']}]);
    await expect(target.send({...level, level: 3}, firstTry())).rejects.toMatchObject({
      hint: expect.stringContaining('levels'),
    });
    expect(server.violations).toEqual([]);
  });
});

test('incident.io says who is on call now and at a time', async () => {
  const {server, target} = await opened(api);
  expect(await target.onCall?.(undefined, signal)).toMatchObject([{person: 'Lee', of: 'Payments'}]);
  expect(await target.onCall?.(Date.parse('2026-11-20T20:00:00Z'), signal)).toEqual([
    {
      person: 'Mo',
      of: 'Payments',
      from: Date.parse('2026-11-20T18:00:00Z'),
      until: Date.parse('2026-11-21T06:00:00Z'),
    },
  ]);
  expect(server.violations).toEqual([]);
});

test('incident.io is checked by its key and by its source', async () => {
  const {target} = await opened({...api, ...source});
  expect(await target.check(signal)).toMatch(/API key watchkeeper is taken.*alert events are taken/);
  expect(() => aTarget('incident-io', {}, someTools(secrets))).toThrow('give an api_key, a source, or both');
});
