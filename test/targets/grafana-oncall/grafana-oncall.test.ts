import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {grafanaOncallVendor} from '../../support/vendors/grafana-oncall.js';

const TOKEN = {token: 'token-1'};
const options = {token: {env: 'ONCALL_TOKEN'}, team: 'T1'};
const {signal} = firstTry();

describeTarget({
  kind: 'grafana-oncall',
  vendor: grafanaOncallVendor,
  options: url => ({...options, url: `${url}/oncall`}),
  secrets: () => TOKEN,
  failures: [
    {
      title: 'a token that may not page is refused',
      answer: {status: 403, json: {detail: 'You do not have permission to perform this action.'}},
      kind: 'refused',
      final: true,
      says: 'You do not have permission',
    },
    {
      title: 'what it does not take is not sent again',
      answer: {status: 400, json: {team: ['Invalid team']}},
      kind: 'rejected',
      final: true,
    },
    {
      title: 'an error of its own may have been done all the same',
      answer: {status: 500, text: '<h1>Server Error (500)</h1>'},
      kind: 'bad-answer',
      unknown: true,
    },
    {
      title: 'an answer without an alert group is none',
      answer: {status: 200, json: {}},
      kind: 'bad-answer',
      unknown: true,
    },
  ],
});

describe('an alert group of Grafana OnCall', () => {
  async function opened(more: Readonly<Record<string, unknown>> = {}) {
    const vendor = grafanaOncallVendor();
    const server = await vendorServer(vendor);
    const target = aTarget('grafana-oncall', {...options, url: `${server.url}/oncall/`, ...more}, someTools(TOKEN));
    return {vendor, server, target};
  }
  const threads = [aRequest().thread];

  test('is paged, acknowledged, noted and resolved, and found on the way', async () => {
    const {vendor, server, target} = await opened();
    const {ref, url} = await target.send(aRequest(), firstTry());
    expect({ref, url}).toEqual({ref: {id: 'G1'}, url: expect.stringContaining('/alert-groups/G1')});
    expect(await target.find?.(threads, signal)).toMatchObject([{status: 'triggered', title: 'DiskFull on db-1'}]);
    await target.send(aRequest({verb: 'ack'}), firstTry());
    expect(await target.find?.(threads, signal)).toMatchObject([
      {ref, thread: threads[0], status: 'acknowledged', by: 'lee', on: Date.parse('2026-11-20T12:05:00Z')},
    ]);
    await target.send(aRequest({verb: 'note', message: aMessage({title: 'A clue', text: ''})}), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(vendor.groups).toMatchObject([{state: 'resolved', notes: ['A clue'], paged: ['T1']}]);
    expect(await target.find?.([...threads, 'another'], signal)).toMatchObject([{status: 'resolved', by: 'lee'}]);
    expect(server.violations).toEqual([]);
  });

  test('is nobody’s again once its acknowledgement is taken back', async () => {
    const {vendor, server, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'ack'}), firstTry());
    expect(await target.send(aRequest({verb: 'release'}), firstTry())).not.toHaveProperty('existed');
    expect(vendor.groups).toMatchObject([{state: 'firing'}]);
    expect(await target.send(aRequest({verb: 'release'}), firstTry())).toMatchObject({existed: true});
    expect(server.violations).toEqual([]);
  });

  test('that is acknowledged or resolved already needs nothing more', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    for (const verb of ['ack', 'resolve'] as const) {
      expect(await target.send(aRequest({verb}), firstTry())).not.toHaveProperty('existed');
      expect(await target.send(aRequest({verb}), firstTry())).toMatchObject({existed: true});
    }
    expect(await target.send(aRequest({verb: 'ack'}), firstTry())).toMatchObject({existed: true});
    for (const group of vendor.groups) group.state = 'attached';
    await expect(target.send(aRequest({verb: 'ack'}), firstTry())).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('attached'),
    });
  });

  test('pages people by the level, or those that are named', async () => {
    const {vendor, server, target} = await opened({levels: [['U1'], ['U2', 'U3']]});
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 2}), firstTry());
    await target.send(aRequest({verb: 'escalate', level: 2, people: ['U9']}), firstTry());
    expect(vendor.groups).toMatchObject([{paged: ['T1', 'U2', 'U3', 'U9']}]);
    await expect(target.send(aRequest({verb: 'escalate', level: 3}), firstTry())).rejects.toMatchObject({
      hint: expect.stringContaining('levels'),
    });
    expect(server.violations).toEqual([]);
  });

  test('is made for the named people instead of the team', async () => {
    const {vendor, server, target} = await opened();
    await target.send(aRequest({people: ['U4']}), firstTry());
    expect(vendor.groups).toMatchObject([{paged: ['U4']}]);
    expect(server.violations).toEqual([]);
  });

  test('gets a note once, also when the answer to it was lost', async () => {
    const {vendor, server, target} = await opened();
    const {ref = {}} = await target.send(aRequest(), firstTry());
    server.fail('lose');
    await expect(target.send(aRequest({verb: 'note', ref}), firstTry())).rejects.toMatchObject({unknown: true});
    const again = await target.send(aRequest({verb: 'note', ref}), {...firstTry(), mayExist: true});
    expect(again).toMatchObject({existed: true});
    expect(vendor.groups).toMatchObject([{notes: {length: 1}}]);
  });

  test('is not taken for one that has ended: then it pages again', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    await target.send(aRequest({key: 'delivery-2'}), {...firstTry(), mayExist: true});
    expect(vendor.pages()).toBe(2);
  });

  test('that ended before its second try is not paged again', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.send(aRequest(), {...firstTry(), mayExist: true})).toMatchObject({existed: true});
    expect(vendor.pages()).toBe(1);
  });

  test('has people on call now and at a time', async () => {
    const {target} = await opened();
    expect(await target.onCall?.(undefined, signal)).toEqual([{person: 'lee', of: 'Payments'}]);
    expect(await target.onCall?.(Date.parse('2026-11-20T13:00:00Z'), signal)).toEqual([
      {
        person: 'mo',
        of: 'Payments',
        from: Date.parse('2026-11-20T12:00:00Z'),
        until: Date.parse('2026-11-21T00:00:00Z'),
      },
    ]);
  });
});

test('Grafana OnCall is told whom to page, or is not configured', () => {
  expect(() => aTarget('grafana-oncall', {url: 'https://oncall.example', token: {env: 'X'}}, someTools(TOKEN))).toThrow(
    'name a team, or users',
  );
});
