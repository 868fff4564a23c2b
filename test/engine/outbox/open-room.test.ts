import {describe, expect, test} from 'vitest';
import {createEngine} from '../../../src/engine/create-engine.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {aTarget, someTools} from '../../support/a-target.js';
import {countingIds} from '../../support/counting-ids.js';
import {NIGHT, someSettings} from '../../support/given.js';
import {type MemoryJournal, memoryJournal} from '../../support/memory-journal.js';
import {type Fault, vendorServer} from '../../support/vendor-server.js';
import {slackApi} from '../../support/vendors/slack.js';

const CONTACTS = {ana: {contact: 'ana', name: 'Ana', targets: ['one'], ids: {}, slack: 'UANA'}};
const ROOM = 'incident-2026-11-20-checkout-is-down';
/** What Slack is asked for, in this order. */
const ASKED = [
  'auth.test',
  'conversations.create',
  'conversations.setTopic',
  'chat.postMessage',
  'chat.getPermalink',
  'pins.add',
  'conversations.invite',
];

/** Slack, whose request number `at` (from 0) goes wrong. */
async function slack(at?: number, fault: Fault = 'lose') {
  const vendor = slackApi();
  let count = 0;
  const failNext = () => {
    if (count === at) server.fail(fault);
    count += 1;
  };
  const server = await vendorServer({
    ...vendor,
    answer: request => {
      const answer = vendor.answer(request);
      failNext();
      return answer;
    },
  });
  failNext();
  const options = {token: {env: 'SLACK_TOKEN'}, channel: 'C0000002', url: `${server.url}/api`};
  const target = aTarget('slack', options, someTools({token: 'xoxb-1234567890-abcdefghij'}));
  return {vendor, server, target, methods: () => server.received.map(({path}) => path.replace('/api/', ''))};
}

async function watch(target: Awaited<ReturnType<typeof slack>>['target'], journal: MemoryJournal, at = NIGHT) {
  const clock = virtualClock(at);
  const engine = await createEngine({
    journal,
    clock,
    ids: countingIds(),
    sources: [],
    targets: [target],
    settings: someSettings({
      contacts: CONTACTS,
      incidents: {...someSettings().incidents, roomAt: 'one', roomFor: ['P1']},
    }),
  });
  const incident = () => [...engine.store.getState().shift.incidents.values()][0];
  /** Lets time pass while the outbox waits, never while it is at it. */
  const pass = () => {
    const open = [...engine.store.getState().shift.deliveries.values()].filter(({state}) => state === 'requested');
    if (open.length > 0 && !open.some(({trying}) => trying)) clock.advance(1_000);
  };
  const roomIs = (name: string) =>
    expect
      .poll(
        () => {
          pass();
          return incident()?.room?.name;
        },
        {timeout: 10_000},
      )
      .toBe(name);
  const declare = () =>
    engine.dispatch({type: 'declare-incident', title: 'checkout is down', severity: 'P1', alerts: []});
  return {engine, incident, roomIs, declare, pass};
}

function isWhole(vendor: ReturnType<typeof slackApi>) {
  expect(vendor.rooms.slice(2)).toMatchObject([
    {
      name: ROOM,
      topic: expect.stringMatching(/^INC-\S+ P1 detected, commander ana: checkout is down$/),
      members: ['UWK', 'UANA'],
    },
  ]);
  expect(vendor.messages).toHaveLength(1);
  expect(vendor.rooms[2]?.pins).toEqual([vendor.messages[0]?.ts]);
}

describe('the room of an incident', () => {
  test('is asked for as it is declared: made, topped, with a pinned first post and whoever has a role', async () => {
    const {vendor, server, target, methods} = await slack();
    const {declare, roomIs, incident} = await watch(target, memoryJournal());
    await declare();
    await roomIs(ROOM);
    isWhole(vendor);
    expect(methods()).toEqual(ASKED);
    expect(server.violations).toEqual([]);
    expect(incident()?.room).toEqual({name: ROOM, target: 'one', url: 'https://acme.slack.com/archives/C0000102'});
  });

  test.each(ASKED.map((method, at) => ({method, at})))(
    'is one, with one first post, where the answer to $method is lost',
    async ({at}) => {
      const {vendor, server, target} = await slack(at);
      const {declare, roomIs} = await watch(target, memoryJournal());
      await declare();
      await roomIs(ROOM);
      isWhole(vendor);
      expect(server.violations).toEqual([]);
    },
  );

  test.each(ASKED.map((method, at) => ({method, at})))(
    'is one, with one first post, where the process ends while $method is under way',
    async ({at}) => {
      const {vendor, server, target, methods} = await slack(at, 'hang');
      const journal = memoryJournal();
      const first = await watch(target, journal);
      await first.declare();
      await expect.poll(() => methods().length).toBe(at + 1);
      const second = await watch(target, memoryJournal({facts: [...journal.facts]}), NIGHT + 60_000);
      await second.roomIs(ROOM);
      isWhole(vendor);
      expect(server.violations).toEqual([]);
    },
  );

  test('hears the updates for the room as posts of their own', async () => {
    const {vendor, target} = await slack();
    const {engine, declare, roomIs, incident, pass} = await watch(target, memoryJournal());
    await declare();
    await roomIs(ROOM);
    const post = (title: string) =>
      engine.dispatch({
        type: 'post-update',
        incident: incident()?.incident ?? '',
        audience: 'room',
        draft: 'update',
        title,
        text: 'we look',
        to: ['one'],
      });
    await post('first');
    await post('second');
    const messages = () => {
      pass();
      return vendor.messages.length;
    };
    await expect.poll(messages, {timeout: 5_000}).toBe(3);
    expect(vendor.messages.map(({channel, thread_ts: below}) => [channel, below])).toEqual(
      Array.from({length: 3}, () => ['C0000102', undefined]),
    );
  });
});
