import {describe, expect, test} from 'vitest';
import {hasRooms} from '../../../src/core/escalation/target.js';
import {aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {slackApi} from '../../support/vendors/slack.js';

async function open() {
  const vendor = slackApi();
  const server = await vendorServer(vendor);
  const options = {token: {env: 'SLACK_TOKEN'}, channel: 'C0000002', url: `${server.url}/api`};
  const target = aTarget('slack', options, someTools({token: 'xoxb-1234567890-abcdefghij'}));
  if (!hasRooms(target)) throw new Error('no rooms');
  return {vendor, server, target};
}

describe('a room of an incident in Slack', () => {
  test('is made, topped, filled and put away', async () => {
    const {vendor, server, target} = await open();
    const {signal} = firstTry();
    const room = await target.openRoom(
      {name: 'INC 2026.11.20 Zahlung geht nicht ü', topic: 'P1 <payments> & more'},
      signal,
    );
    expect(room).toMatchObject({
      name: 'inc-2026-11-20-zahlung-geht-nicht-u',
      remark: expect.stringContaining('was not to be had'),
    });
    const {ref = {}} = await target.send(aRequest({ref: room.ref}), firstTry());
    await target.pinPost(ref, signal);
    await target.pinPost(ref, signal);
    const {remark} = await target.invite(room.ref, ['ULEE', 'lee@example.org', 'UGUEST', 'mo@example.org'], signal);
    expect(remark).toContain('UGUEST, mo@example.org');
    await target.archiveRoom(room.ref, signal);
    await target.archiveRoom(room.ref, signal);
    expect(vendor.rooms.at(-1)).toMatchObject({
      topic: 'P1 &lt;payments&gt; &amp; more',
      members: ['UWK', 'ULEE'],
      pins: [ref.ts],
      is_archived: true,
    });
    expect(server.violations).toEqual([]);
  });

  test('is the one that we made before, and never one of others', async () => {
    const {target} = await open();
    const {signal} = firstTry();
    const first = await target.openRoom({name: 'inc-1'}, signal);
    expect(await target.openRoom({name: 'inc-1'}, signal)).toMatchObject({existed: true, ref: first.ref});
    expect(await target.openRoom({name: 'general'}, signal)).toMatchObject({
      name: 'general-2',
      remark: expect.stringContaining('general-2'),
    });
  });

  test('is another one than that of an incident of the same name, which keeps its own', async () => {
    const {vendor, server, target} = await open();
    const {signal} = firstTry();
    const first = {name: 'checkout-is-down', topic: 'INC-1 P1 checkout is down', mark: 'INC-1'};
    const second = {name: 'checkout-is-down', topic: 'INC-2 P1 checkout is down', mark: 'INC-2'};
    expect(await target.openRoom(first, signal)).toMatchObject({name: 'checkout-is-down'});
    expect(await target.openRoom(second, signal)).toMatchObject({name: 'checkout-is-down-2'});
    // Once more, as after an answer that was lost: each gets its own.
    expect(await target.openRoom(second, signal)).toMatchObject({name: 'checkout-is-down-2', existed: true});
    expect(await target.openRoom(first, signal)).toMatchObject({name: 'checkout-is-down', existed: true});
    expect(vendor.rooms.slice(2).map(({name}) => name)).toEqual(['checkout-is-down', 'checkout-is-down-2']);
    expect(server.violations).toEqual([]);
  });

  test('keeps a number at the end of the longest name, and gives up where all names are taken', async () => {
    const {vendor, target} = await open();
    const {signal} = firstTry();
    const name = 'x'.repeat(80);
    vendor.rooms.push({id: 'C9', name, creator: 'U1', is_archived: false, topic: '', members: [], pins: []});
    const room = await target.openRoom({name}, signal);
    expect(room.name).toBe(`${'x'.repeat(78)}-2`);
    for (const [at, one] of vendor.rooms.entries()) vendor.rooms[at] = {...one, creator: 'U1'};
    for (let number = 3; number <= 9; number++)
      vendor.rooms.push({
        ...room,
        id: `C9${number}`,
        name: `${'x'.repeat(78)}-${number}`,
        creator: 'U1',
        is_archived: false,
        topic: '',
        members: [],
        pins: [],
      });
    await expect(target.openRoom({name}, signal)).rejects.toMatchObject({
      kind: 'rejected',
      hint: expect.stringContaining('{id}'),
    });
  });

  test('is not among what a webhook can do', async () => {
    const target = aTarget('slack', {webhook: {env: 'X'}}, someTools({}));
    expect(hasRooms(target)).toBe(false);
  });
});
