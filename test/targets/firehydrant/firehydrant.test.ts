import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {firehydrantVendor} from '../../support/vendors/firehydrant.js';

const KEY = {api_key: 'key-1'};
const options = {api_key: {env: 'FIREHYDRANT_KEY'}};
const {signal} = firstTry();
const threads = [aRequest().thread];

const failures = [
  {
    title: 'a key that it does not know is refused',
    answer: {status: 401, json: {detail: 'Invalid token'}},
    kind: 'refused',
    final: true,
    says: 'Invalid token',
  },
  {
    title: 'what it does not take is not sent again',
    answer: {status: 422, json: {detail: 'name is invalid'}},
    kind: 'rejected',
    final: true,
    says: 'name is invalid',
  },
  {
    title: 'an error of its own may have been done all the same',
    answer: {status: 500, json: {detail: 'Internal error'}},
    kind: 'bad-answer',
    unknown: true,
  },
  {
    title: 'an answer of another kind is none',
    answer: {status: 200, json: {}},
    kind: 'bad-answer',
    unknown: true,
  },
] as const;

describeTarget({
  kind: 'firehydrant',
  about: 'FireHydrant by incidents',
  vendor: firehydrantVendor,
  options: url => ({...options, url}),
  secrets: () => KEY,
  failures,
});

describeTarget({
  kind: 'firehydrant',
  about: 'FireHydrant by signals',
  vendor: firehydrantVendor,
  options: url => ({...options, signals: {}, url}),
  secrets: () => KEY,
  failures,
});

async function opened(more: Readonly<Record<string, unknown>> = {}) {
  const vendor = firehydrantVendor();
  const server = await vendorServer(vendor);
  return {vendor, server, target: aTarget('firehydrant', {...options, url: server.url, ...more}, someTools(KEY))};
}

describe('a FireHydrant incident', () => {
  test('is created, noted, changed and resolved, and found on the way', async () => {
    const {vendor, server, target} = await opened();
    const {ref, url} = await target.send(aRequest(), firstTry());
    expect({ref, url}).toEqual({ref: {id: 'incident-1'}, url: 'https://app.firehydrant.example/incident-1'});
    expect(await target.find?.(threads, signal)).toMatchObject([
      {ref, thread: threads[0], title: 'DiskFull on db-1', status: 'triggered', assigned: ['Lee']},
    ]);
    await target.send(aRequest({verb: 'note', message: aMessage({title: 'A clue', text: ''})}), firstTry());
    await target.send(aRequest({verb: 'update', message: aMessage({title: 'Worse'})}), firstTry());
    await target.send(aRequest({verb: 'resolve', message: aMessage({text: 'Disk grown.'})}), firstTry());
    expect(vendor.incidents).toMatchObject([
      {
        name: 'Worse',
        current_milestone: 'resolved',
        notes: [{body: 'A clue', visibility: 'private_to_org'}, {body: expect.stringContaining('Disk grown.')}],
      },
    ]);
    expect(await target.find?.(threads, signal)).toMatchObject([
      {status: 'resolved', on: Date.parse('2026-11-20T13:00:00Z')},
    ]);
    expect(await target.send(aRequest({verb: 'resolve'}), firstTry())).toMatchObject({existed: true});
    expect(server.violations).toEqual([]);
  });

  test('has the severity, priority, tags and teams that are named', async () => {
    const more = {severities: {P1: 'SEV1'}, priorities: {P1: 'P1'}, tags: ['oncall'], teams: ['team-1']};
    const {vendor, target} = await opened(more);
    await target.send(aRequest(), firstTry());
    expect(vendor.incidents).toMatchObject([
      {severity: 'SEV1', priority: 'P1', tag_list: [expect.stringMatching(/^wk-/), 'oncall'], team_ids: ['team-1']},
    ]);
  });

  test('that is resolved stays so when its note fails, and says it', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    vendor.notesFail = true;
    const {remark} = await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(remark).toContain('No notes today');
    expect(vendor.incidents).toMatchObject([{current_milestone: 'resolved'}]);
  });

  test('that has ended is created again, but not by a second try of its own', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.send(aRequest(), {...firstTry(), mayExist: true})).toMatchObject({existed: true});
    await target.send(aRequest({key: 'delivery-2'}), {...firstTry(), mayExist: true});
    expect(vendor.pages()).toBe(2);
  });

  test('that is not there cannot be noted', async () => {
    const {target} = await opened();
    await expect(target.send(aRequest({verb: 'note'}), firstTry())).rejects.toMatchObject({kind: 'not-found'});
  });
});

describe('a FireHydrant signal', () => {
  const signals = {team_id: 'team-1'};

  test('is opened for its team and closed by its key, and the alert is found', async () => {
    const {vendor, server, target} = await opened({signals});
    await target.send(aRequest(), firstTry());
    expect(vendor.alerts).toMatchObject([{to: 'team-1', signal: {level: 'FATAL', idempotency_key: threads[0]}}]);
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'triggered', title: 'DiskFull on db-1'}]);
    for (const alert of vendor.alerts) alert.status = 'ACKNOWLEDGED';
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'acknowledged'}]);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.find?.([...threads, 'another'], signal)).toMatchObject([{status: 'resolved'}]);
    expect(server.violations).toEqual([]);
  });

  test('pages each level by a key of its own, and all of them end together', async () => {
    const {vendor, server, target} = await opened({signals, levels: ['policy-1', 'policy-2']});
    await target.send(aRequest(), firstTry());
    for (const level of [1, 2]) await target.send(aRequest({verb: 'escalate', level}), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 2}), {...firstTry(), mayExist: true});
    expect(vendor.alerts.map(({to}) => to)).toEqual(['team-1', 'policy-1', 'policy-2']);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(vendor.alerts.map(({status}) => status)).toEqual(['RESOLVED', 'RESOLVED', 'RESOLVED']);
    await expect(target.send(aRequest({verb: 'escalate', level: 3}), firstTry())).rejects.toMatchObject({
      hint: expect.stringContaining('levels'),
    });
    expect(server.violations).toEqual([]);
  });

  test('never tells the address it was sent to', async () => {
    const {server, target} = await opened({signals});
    const lookUp = {url: `${server.url}/v1/process/a-long-secret-token-of-a-team/team-1`};
    server.fail({status: 200, json: lookUp}, {status: 403, json: {message: `no: ${lookUp.url}`}});
    const error = await target.send(aRequest(), firstTry()).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('a-long-secret-token');
  });
});

test('FireHydrant escalates by signals only where levels are named, and says so', async () => {
  const {target} = await opened();
  expect(target.powers).toMatchObject({escalate: expect.stringContaining('levels'), note: true});
  const {vendor, target: other} = await opened({levels: ['policy-1']});
  await other.send(aRequest(), firstTry());
  await other.send(aRequest({verb: 'escalate', level: 1}), firstTry());
  expect(vendor.alerts).toMatchObject([{to: 'policy-1'}]);
});

test('FireHydrant is checked by who the key belongs to', async () => {
  const {target} = await opened();
  expect(await target.check(signal)).toContain('watchkeeper, Shop');
});
