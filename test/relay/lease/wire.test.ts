import {describe, expect, onTestFinished, test} from 'vitest';
import {deputyOf} from '../../../src/cli/wire/relay/deputy-of.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {randomId} from '../../../src/lib/node/random-ids.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {openJournalBackbone} from '../../../src/relay/backbone/journal-backbone.js';
import {ownBook} from '../../../src/relay/lease/lease-book.js';
import {type LeaseDesk, openLeaseDesk} from '../../../src/relay/lease/lease-desk.js';
import {openRelay} from '../../../src/relay/server/open-relay.js';
import type {Listening} from '../../../src/relay/server/options.js';
import {followView} from '../../../src/relay/view/follow-view.js';
import {snapshotMessages} from '../../../src/relay/view/snapshot-messages.js';
import {feed} from '../../../src/sources/feed/feed.js';
import {type FakeTarget, fakeTarget, unreachable} from '../../support/fake-target.js';
import {FAIR, faultProxy} from '../../support/fault-proxy.js';
import {someSettings} from '../../support/given.js';
import {memoryJournal} from '../../support/memory-journal.js';

const LENGTH = 1_000;
const INNER = 'a-token-of-the-inner-feed';

/** What runs at a port of the feed, as its own journal. */
async function writer(
  operator: string,
  {port, bearer, pager}: {readonly port: number; readonly bearer?: string; readonly pager: FakeTarget},
) {
  const stream = feed(
    {
      url: `ws://127.0.0.1:${port}/v1/feed`,
      format: 'watchkeeper',
      source: 'feed',
      ...(bearer === undefined ? {} : {auth: {bearer}}),
    },
    {clock: systemClock, polled: [], random: () => 0},
  );
  const engine = await createEngine({
    journal: memoryJournal({origin: `j-${operator}`}),
    clock: systemClock,
    ids: randomId,
    sources: [],
    settings: someSettings({operator, ...(operator === 'relay' ? {standsIn: true} : {})}),
    feed: stream,
    targets: [pager],
  });
  onTestFinished(() => engine.stop());
  return engine;
}

/** A relay on a real port that goes on for cockpits, and the way in for its own. */
async function relayThatGoesOn(pager: FakeTarget) {
  const clock = systemClock;
  const backbone = await openJournalBackbone({journal: memoryJournal({origin: 'stream'}), clock});
  const followed = await followView(backbone);
  let desk: LeaseDesk | undefined;
  const ready = async ({port}: Listening) => {
    const deputy = deputyOf(await writer('relay', {port, bearer: INNER, pager}), clock);
    const terms = {relay: deputy.origin, length: LENGTH, sources: [], policies: [], targets: ['pager']};
    desk = openLeaseDesk({deputy, book: ownBook(), terms, clock, log: () => undefined, warn: () => undefined});
    return desk;
  };
  const relay = await openRelay({
    listen: {host: '127.0.0.1', port: 0},
    hooks: [],
    sources: [],
    backbone,
    snapshot() {
      const {view, epoch, head} = followed.current();
      return snapshotMessages(view, `${epoch}:${head}`, clock.now());
    },
    clock,
    ids: randomId,
    version: 'test',
    limits: {heartbeat: 300},
    warn: () => undefined,
    log: () => undefined,
    inner: {token: INNER, ready},
  });
  onTestFinished(async () => {
    desk?.stop();
    await relay.close();
    followed.stop();
    await backbone.close();
  });
  return {port: relay.address.port, counts: () => desk?.counts()};
}

describe('a lease over a line that breaks', () => {
  test('a delivery under way when the line goes half-open is sent by the relay, and not again by the cockpit', {
    timeout: 40_000,
  }, async () => {
    const [theirs, own] = [fakeTarget({repeats: 'none'}), fakeTarget({repeats: 'none'})];
    const relay = await relayThatGoesOn(theirs);
    const line = await faultProxy(relay.port);
    onTestFinished(() => line.close());
    const ana = await writer('ana', {port: line.port, pager: own});
    const lease = () => ana.store.getState().team?.lease?.state;
    await expect.poll(lease).toBe('held');

    // It does not get through from here, so that it is still to be sent when the line breaks.
    own.faults.push(...Array.from({length: 20}, () => ({before: unreachable()})));
    await ana.dispatch({
      type: 'deliver',
      deliveries: [
        {
          target: 'pager',
          verb: 'create',
          key: 'k',
          thread: 'k',
          title: 'SiteDown',
          message: {title: 'SiteDown', text: '', severity: 'P1', status: 'firing', source: 'eu', by: 'ana', at: 0},
        },
      ],
    });
    await expect.poll(() => ana.store.getState().team?.echoed).toBeGreaterThan(1);
    line.weather = {kind: 'half-open'};
    await expect.poll(lease).toBe('quiet');
    await expect.poll(() => relay.counts()?.acting, {timeout: 5_000}).toBe(1);
    await expect.poll(() => theirs.seen.length, {timeout: 15_000}).toBe(1);

    line.weather = FAIR;
    line.cut();
    await expect.poll(lease, {timeout: 10_000}).toBe('held');
    expect([...ana.store.getState().shift.deliveries.values()]).toMatchObject([{key: 'k', state: 'sent'}]);
    expect(relay.counts()).toMatchObject({watched: 1, acting: 0});
    expect([...theirs.seen, ...own.seen]).toHaveLength(1);
    expect(ana.store.getState().log.findLast(({type}) => type === 'delivery.sent')).toMatchObject({
      by: 'relay',
      for: 'ana',
    });
  });
});
