import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {jsmOpsVendor} from '../../support/vendors/jsm-ops.js';

const options = {api_key: {env: 'JSM_KEY'}};
const account = {cloud_id: 'cloud-1', email: 'ana@example.com', token: {env: 'JSM_TOKEN'}};
const {signal} = firstTry();

describeTarget({
  kind: 'jsm',
  vendor: jsmOpsVendor,
  options: url => ({...options, url}),
  secrets: () => ({api_key: 'key-1'}),
  failures: [
    {
      title: 'a key that it does not know is refused',
      answer: {status: 401, json: {message: 'Could not authenticate'}},
      kind: 'refused',
      final: true,
    },
    {
      title: 'what it cannot process is not sent again',
      answer: {status: 422, json: {errors: [{title: 'message is too long', code: 'x'}]}},
      kind: 'rejected',
      final: true,
      says: 'message is too long',
    },
  ],
});

describe('an alert of Jira Service Management', () => {
  async function opened(more: Readonly<Record<string, unknown>>) {
    const vendor = jsmOpsVendor();
    const server = await vendorServer(vendor);
    const tools = someTools({api_key: 'key-1', 'account.token': 'token-1'});
    return {vendor, server, target: aTarget('jsm', {...options, url: server.url, ...more}, tools)};
  }
  const threads = [aRequest().thread];

  test('is created, acknowledged, noted and closed with the key of an integration alone', async () => {
    const {vendor, server, target} = await opened({});
    expect(target.powers).toMatchObject({release: expect.stringContaining('account')});
    expect(target.powers).toMatchObject({escalate: expect.stringContaining('account'), find: expect.any(String)});
    await target.send(aRequest(), firstTry());
    for (const verb of ['ack', 'note', 'resolve'] as const) await target.send(aRequest({verb}), firstTry());
    expect(vendor.alerts).toMatchObject([{acknowledged: true, status: 'closed', notes: {length: 1}}]);
    expect(server.violations).toEqual([]);
  });

  test('is escalated, changed and found with an account', async () => {
    const {vendor, server, target} = await opened({account, levels: ['primary']});
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 1}), firstTry());
    await target.send(aRequest({verb: 'update', message: aMessage({title: 'worse'})}), firstTry());
    expect(vendor.alerts).toMatchObject([{escalations: ['primary'], message: 'worse'}]);
    await target.send(aRequest({verb: 'ack'}), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'acknowledged', by: 'ana'}]);
    await target.send(aRequest({verb: 'release'}), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'triggered'}]);
    expect(await target.find?.(['another'], signal)).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  test('is not looked for where its id is known', async () => {
    const {server, target} = await opened({account, levels: ['primary']});
    const {ref} = await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 1, ...(ref && {ref})}), firstTry());
    expect(server.received.filter(({path}) => path.endsWith('/alias'))).toEqual([]);
  });

  test('has people on call by the schedules that are on', async () => {
    const {target} = await opened({account});
    expect(await target.onCall?.(undefined, signal)).toEqual([{person: 'user-7', of: 'payments'}]);
  });

  test('is checked with both the key and the account', async () => {
    const {server, target} = await opened({account});
    expect(await target.check(signal)).toContain('account');
    server.fail({status: 404}, {status: 401, json: {message: 'no'}});
    await expect(target.check(signal)).rejects.toMatchObject({kind: 'refused'});
  });
});
