import {onTestFinished} from 'vitest';
import {deputyOf} from '../../../src/cli/wire/relay/deputy-of.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {randomId} from '../../../src/lib/node/random-ids.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import type {Backbone} from '../../../src/relay/backbone/backbone.js';
import {openJournalBackbone} from '../../../src/relay/backbone/journal-backbone.js';
import {ownBook} from '../../../src/relay/lease/lease-book.js';
import {type LeaseDesk, openLeaseDesk} from '../../../src/relay/lease/lease-desk.js';
import {openRelay} from '../../../src/relay/server/open-relay.js';
import type {Listening} from '../../../src/relay/server/options.js';
import {followView} from '../../../src/relay/view/follow-view.js';
import {snapshotMessages} from '../../../src/relay/view/snapshot-messages.js';
import {feed} from '../../../src/sources/feed/feed.js';
import type {FakeTarget} from '../../support/fake-target.js';
import {someSettings} from '../../support/given.js';
import {memoryJournal} from '../../support/memory-journal.js';

const LENGTH = 1_000;
const INNER = 'a-token-of-the-inner-feed';

/** What runs at a port of the feed, as its own journal. */
export async function writer(
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
export async function relayThatGoesOn(pager: FakeTarget, over: {readonly backbone?: Backbone} = {}) {
  const clock = systemClock;
  const backbone = over.backbone ?? (await openJournalBackbone({journal: memoryJournal({origin: 'stream'}), clock}));
  const followed = await followView(backbone);
  let desk: LeaseDesk | undefined;
  const ready = async ({port}: Listening) => {
    const deputy = deputyOf(await writer('relay', {port, bearer: INNER, pager}), clock);
    const terms = {relay: deputy.origin, length: LENGTH, sources: [], policies: [], targets: ['pager']};
    const book = backbone.leases?.(deputy.origin) ?? ownBook();
    desk = openLeaseDesk({deputy, book, terms, clock, log: () => undefined, warn: () => undefined});
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
