import {afterAll, beforeAll} from 'vitest';
import {randomId} from '../../../src/lib/node/random-ids.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {openJournalBackbone} from '../../../src/relay/backbone/journal-backbone.js';
import {openRedisBackbone} from '../../../src/relay/backbone/redis/redis-backbone.js';
import {journalIn} from '../../journal/support/journals.js';
import {memoryJournal} from '../../support/memory-journal.js';
import {describeReal, startRedis, tempDir} from '../../support/real.js';
import type {RealServer} from '../../support/real-server.js';
import {describeBackbone} from './describe-backbone.js';

const NIGHT = Date.UTC(2026, 10, 2, 3);

describeBackbone('on a journal in memory', async () => {
  const clock = virtualClock(NIGHT);
  const journal = memoryJournal({origin: 'j-relay'});
  return {open: options => openJournalBackbone({...options, journal, clock}), pass: clock.advance};
});

describeBackbone('on a journal on disk', async () => {
  const clock = virtualClock(NIGHT);
  const folder = tempDir();
  return {
    async open(options) {
      const journal = await journalIn(folder);
      const backbone = await openJournalBackbone({...options, journal, clock});
      const close = async () => {
        await backbone.close();
        await journal.close();
      };
      return {...backbone, close};
    },
    pass: clock.advance,
  };
});

describeReal('a backbone on a real Redis', ['redis-server'], () => {
  let redis: RealServer;
  let made = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeBackbone('on Redis', async () => {
    made += 1;
    const prefix = `test-${made}:`;
    return {
      open: options => openRedisBackbone({...options, url: redis.url, prefix, clock: systemClock, ids: randomId}),
      pass: () => undefined,
    };
  });
});
