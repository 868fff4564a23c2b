import {describe, expect, test} from 'vitest';
import type {Command} from '../../../src/core/shift/command.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {aTarget, someTools} from '../../support/a-target.js';
import {countingIds} from '../../support/counting-ids.js';
import {NIGHT, someSettings} from '../../support/given.js';
import {memoryJournal} from '../../support/memory-journal.js';
import {vendorServer} from '../../support/vendor-server.js';
import {slackApi, slackError} from '../../support/vendors/slack.js';

const SET_TOPIC = 'conversations.setTopic';
const ARCHIVE = 'conversations.archive';

/** Incidents with a room each, which is there, in a cockpit with Slack. */
async function withRooms(count = 1, sends: 'all' | 'new' = 'all') {
  const vendor = slackApi();
  const clock = virtualClock(NIGHT);
  const askedAt: (readonly [method: string, at: number])[] = [];
  const server = await vendorServer({
    ...vendor,
    problems: request => {
      askedAt.push([request.path.replace('/api/', ''), clock.now()]);
      return vendor.problems(request);
    },
  });
  const options = {token: {env: 'SLACK_TOKEN'}, channel: 'C0000002', url: `${server.url}/api`};
  const engine = await createEngine({
    journal: memoryJournal(),
    clock,
    ids: countingIds(),
    sources: [],
    targets: [aTarget('slack', options, someTools({token: 'xoxb-1234567890-abcdefghij'}))],
    sends,
    settings: someSettings({
      incidents: {...someSettings().incidents, roomAt: 'one', roomFor: ['P1'], roomArchive: true},
    }),
  });
  const deliveries = () => [...engine.store.getState().shift.deliveries.values()];
  const ask = (command: Command) => engine.dispatch(command);
  /** Lets time pass while the outbox waits, never while it is at it, until all is settled. */
  const settled = () =>
    expect
      .poll(
        () => {
          const open = deliveries().filter(({state}) => state === 'requested');
          if (open.length > 0 && !open.some(({trying}) => trying)) clock.advance(1_000);
          return open.length;
        },
        {timeout: 20_000, interval: 2},
      )
      .toBe(0);
  for (let at = 0; at < count; at++)
    await ask({type: 'declare-incident', title: `checkout ${at} is down`, severity: 'P1', alerts: []});
  await settled();
  const incidents = [...engine.store.getState().shift.incidents.keys()];
  const [incident = ''] = incidents;
  askedAt.length = 0;
  return {
    vendor,
    server,
    engine,
    ask,
    settled,
    incidents,
    incident,
    askedAt,
    methods: () => askedAt.map(([method]) => method),
    room: () => vendor.rooms.at(-1),
    last: () => deliveries().at(-1),
    close: async () => {
      await ask({type: 'resolve-incident', incident});
      await settled();
      askedAt.length = 0;
      await ask({type: 'close-incident', incident, reason: 'well'});
    },
  };
}

describe('the topic of a room in Slack', () => {
  test('is set once for changes that come one after the other', async () => {
    const {ask, incident, settled, methods, room, server} = await withRooms();
    await ask({type: 'set-incident-status', incident, status: 'investigating'});
    await ask({type: 'assign-role', incident, role: 'commander', person: 'lee'});
    await ask({type: 'set-incident-status', incident, status: 'identified'});
    await settled();
    expect(methods()).toEqual([SET_TOPIC]);
    expect(room()?.topic).toBe(`${incident} P1 identified, commander lee: checkout 0 is down`);
    expect(server.violations).toEqual([]);
  });

  test('does not hold up what is posted there', async () => {
    const {ask, incident, settled, methods} = await withRooms();
    await ask({type: 'set-incident-status', incident, status: 'investigating'});
    await ask({
      type: 'post-update',
      incident,
      audience: 'room',
      draft: 'update',
      title: 'we look',
      text: 'we look',
      to: ['one'],
    });
    await settled();
    expect(methods()).toEqual(['chat.postMessage', 'chat.getPermalink', SET_TOPIC]);
  });

  test('does not wait for more in a process that leaves', async () => {
    const {ask, incident, askedAt, settled} = await withRooms(1, 'new');
    await ask({type: 'set-incident-status', incident, status: 'investigating'});
    const {length} = askedAt;
    await settled();
    expect(length).toBe(0);
    expect(askedAt[0]?.[1]).toBeLessThan(NIGHT + 4_000 + 2_000);
  });

  test('of many incidents keeps to the rate of the target', async () => {
    const {ask, incidents, askedAt, settled} = await withRooms(4);
    for (const incident of incidents) await ask({type: 'set-incident-status', incident, status: 'investigating'});
    await settled();
    const times = askedAt.map(([, at]) => at);
    expect(times).toHaveLength(4);
    expect(times.slice(1).every((at, index) => at - (times[index] ?? 0) >= 1_000)).toBe(true);
  });

  test('is the same where the answer is lost, and waits where Slack says so', async () => {
    const {ask, incident, settled, methods, server, room, last} = await withRooms();
    server.fail('lose', {status: 429, headers: {'retry-after': '7'}});
    await ask({type: 'set-incident-status', incident, status: 'investigating'});
    await settled();
    expect(methods()).toEqual([SET_TOPIC, SET_TOPIC, SET_TOPIC]);
    expect(room()?.topic).toContain('P1 investigating');
    expect(last()).toMatchObject({state: 'sent', attempts: 3});
  });

  test.each([
    ['not_in_channel', 'Invite the app there'],
    ['missing_scope', 'Add the scope'],
    ['is_archived', 'Bring the channel back'],
    ['channel_not_found', 'channel'],
  ])('that is refused as %s is tried once, and says what to do', async (code, hint) => {
    const {ask, incident, settled, methods, server, last} = await withRooms();
    server.fail(slackError(code));
    await ask({type: 'set-incident-status', incident, status: 'investigating'});
    await settled();
    expect(methods()).toEqual([SET_TOPIC]);
    expect(last()).toMatchObject({
      state: 'failed',
      trouble: {reason: expect.stringContaining(`Slack says ${code}`), hint: expect.stringContaining(hint)},
    });
  });
});

describe('the room of a closed incident in Slack', () => {
  test('gets its last topic and is archived', async () => {
    const {close, settled, methods, room, server} = await withRooms();
    await close();
    await settled();
    expect(methods()).toEqual([SET_TOPIC, ARCHIVE]);
    expect(room()).toMatchObject({is_archived: true, topic: expect.stringContaining('P1 closed')});
    expect(server.violations).toEqual([]);
  });

  test('is archived, and nothing else is said of it, where the answer is lost', async () => {
    const {close, settled, methods, server, last} = await withRooms();
    await close();
    server.fail({json: {ok: true, channel: {}}}, 'lose');
    await settled();
    expect(methods()).toEqual([SET_TOPIC, ARCHIVE, ARCHIVE]);
    expect(last()).toMatchObject({archive: true, state: 'sent'});
    expect(last()?.remark).toBeUndefined();
  });

  test('that somebody has archived already is said so', async () => {
    const {close, settled, room, last, server} = await withRooms();
    await close();
    server.fail({json: {ok: true, channel: {}}}, slackError('already_archived'));
    await settled();
    expect(last()).toMatchObject({state: 'sent', remark: 'it was archived already'});
    expect(room()?.is_archived).toBe(false);
  });

  test.each([
    ['missing_scope', 'Add the scope'],
    ['restricted_action', 'ask its admins'],
  ])('that Slack does not archive for %s says what to do', async (code, hint) => {
    const {close, settled, server, last} = await withRooms();
    await close();
    server.fail({json: {ok: true, channel: {}}}, slackError(code));
    await settled();
    expect(last()).toMatchObject({
      state: 'failed',
      trouble: {reason: expect.stringContaining(code), hint: expect.stringContaining(hint)},
    });
  });
});
