import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {statuspageVendor} from '../../support/vendors/statuspage.js';

const KEY = {api_key: 'key-1'};
const options = {api_key: {env: 'STATUSPAGE_KEY'}, page: 'page-1'};
const {signal} = firstTry();

describeTarget({
  kind: 'statuspage',
  vendor: statuspageVendor,
  options: url => ({...options, url}),
  secrets: () => KEY,
  tooMany: {status: 420, json: {error: 'Rate limited'}},
  failures: [
    {
      title: 'a key that it does not know is refused',
      answer: {status: 401, json: {error: 'Could not authenticate'}},
      kind: 'refused',
      final: true,
      says: 'Could not authenticate',
    },
    {
      title: 'a page that it does not know is not there',
      answer: {status: 404, json: {error: 'Not found'}},
      kind: 'not-found',
      final: true,
    },
    {
      title: 'what it cannot process is not sent again',
      answer: {status: 422, json: {error: ['Name is too long']}},
      kind: 'rejected',
      final: true,
      says: 'Name is too long',
    },
    {
      title: 'an error of its own may have been done all the same',
      answer: {status: 502, text: '<html>Bad gateway</html>'},
      kind: 'unreachable',
      unknown: true,
    },
  ],
});

describe('an incident on a status page', () => {
  async function opened(more: Readonly<Record<string, unknown>> = {}) {
    const vendor = statuspageVendor();
    const server = await vendorServer(vendor);
    const target = aTarget('statuspage', {...options, url: server.url, ...more}, someTools(KEY));
    return {vendor, server, target};
  }
  const threads = [aRequest().thread];
  const says = (status: string, text: string) => aMessage({text, fields: [{name: 'Status', value: status}]});

  test('is created, told more of and resolved, and is found on the way', async () => {
    const {vendor, server, target} = await opened();
    const {ref, url} = await target.send(aRequest(), firstTry());
    expect({ref, url}).toEqual({ref: {id: 'incident-1'}, url: 'https://stspg.example/1'});
    expect(await target.find?.(threads, signal)).toMatchObject([
      {thread: threads[0], status: 'triggered', assigned: []},
    ]);
    await target.send(aRequest({verb: 'update', message: says('identified', 'We know why.')}), firstTry());
    await target.send(aRequest({verb: 'update', message: says('resolving', 'It is better.')}), firstTry());
    await target.send(aRequest({verb: 'resolve', message: aMessage({text: 'All is well.'})}), firstTry());
    expect(vendor.incidents[0]?.incident_updates.toReversed().map(({status}) => status)).toEqual([
      'investigating',
      'identified',
      'monitoring',
      'resolved',
    ]);
    expect(await target.find?.(threads, signal)).toMatchObject([
      {status: 'resolved', on: Date.parse('2026-11-20T13:00:00Z')},
    ]);
    expect(server.violations).toEqual([]);
  });

  test('shows the public its title and text, and nothing of ours', async () => {
    const {server, target} = await opened();
    await target.send(aRequest(), firstTry());
    const sent = server.received[0]?.body ?? '';
    expect(sent).toContain('The disk of db-1 is full');
    for (const inside of ['ana', 'payments', 'grafana.example', 'secondary']) expect(sent).not.toContain(inside);
  });

  test('tells those who subscribed, unless told not to, and never of a test', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({thread: 'a test', test: true}), firstTry());
    const {vendor: other, target: quiet} = await opened({deliver_notifications: false});
    await quiet.send(aRequest(), firstTry());
    expect(vendor.incidents.map(({notified}) => notified)).toEqual([[true], [false]]);
    expect(vendor.incidents[1]?.impact_override).toBe('none');
    expect(other.incidents.map(({notified}) => notified)).toEqual([[false]]);
  });

  test('says what its components are, while it lasts and afterwards', async () => {
    const more = {components: ['c-1'], component_status: 'major_outage', impact: {P1: 'critical'}};
    const {vendor, server, target} = await opened(more);
    await target.send(aRequest(), firstTry());
    expect(vendor.incidents).toMatchObject([{components: {'c-1': 'major_outage'}, impact_override: 'critical'}]);
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(vendor.incidents).toMatchObject([{components: {'c-1': 'operational'}}]);
    expect(server.violations).toEqual([]);
  });

  test('gets an entry once, also when the answer to it was lost', async () => {
    const {vendor, server, target} = await opened();
    const {ref = {}} = await target.send(aRequest(), firstTry());
    const update = aRequest({verb: 'update', message: says('identified', 'We know why.'), ref});
    server.fail('lose');
    await expect(target.send(update, firstTry())).rejects.toMatchObject({unknown: true});
    expect(await target.send(update, {...firstTry(), mayExist: true})).toMatchObject({existed: true});
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.send(aRequest({verb: 'resolve'}), firstTry())).toMatchObject({existed: true});
    expect(vendor.incidents[0]?.incident_updates).toHaveLength(3);
  });

  test('that has ended is created again, but not by a second try of its own', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.send(aRequest(), {...firstTry(), mayExist: true})).toMatchObject({existed: true});
    await target.send(aRequest({key: 'delivery-2'}), {...firstTry(), mayExist: true});
    expect(vendor.pages()).toBe(2);
  });

  test('that is not there cannot be updated', async () => {
    const {target} = await opened();
    await expect(target.send(aRequest({verb: 'update'}), firstTry())).rejects.toMatchObject({
      kind: 'not-found',
      final: true,
    });
  });

  test('is checked by the name of its page, and sent at most one a second', async () => {
    const {target} = await opened();
    expect(await target.check(signal)).toContain('Shop status');
    expect(target.budget).toMatchObject({requests: 1, per: 1_000});
  });
});
