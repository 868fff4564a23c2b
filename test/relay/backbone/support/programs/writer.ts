import {writeSync} from 'node:fs';
import {openJournal} from '../../../../../src/journal/open-journal.js';
import {pruneSegments} from '../../../../../src/journal/prune-segments.js';
import {systemClock} from '../../../../../src/lib/node/system-clock.js';
import {isSnapshot} from '../../../../../src/relay/backbone/journal/snapshot.js';
import {openJournalBackbone} from '../../../../../src/relay/backbone/journal-backbone.js';
import {alert, fact, told} from '../entries.js';

// Appends as fast as it can until it is killed; what was acknowledged is on stdout before the next append of its lane.
const [folder = '', round = '0', size = '100'] = process.argv.slice(2);
const journal = await openJournal({folder, clock: systemClock, ids: prefix => `${prefix}-test`, accepts: isSnapshot});
const backbone = await openJournalBackbone({
  journal,
  clock: systemClock,
  window: {count: 100_000, bytes: 64 * 1024 * 1024},
  kept: {count: 100_000, bytes: 64 * 1024 * 1024},
  segment: 100_000,
  prune: () => pruneSegments(folder, {keep: 2, accepts: isSnapshot}),
});
writeSync(1, `open ${backbone.position().head}\n`);

const lane = async (name: string): Promise<void> => {
  let number = await backbone.have(`j-${name}`);
  for (let count = 1; ; count++) {
    number += 1;
    const text = 'x'.repeat(Math.floor(Math.random() * Number(size)));
    const key = `${name}-${round}-${count}`;
    const appended = await backbone.append([alert(key, 'firing', text), told(key), fact(number, `j-${name}`, key)]);
    writeSync(1, `${appended.map(entry => entry?.seq).join(' ')}\n`);
  }
};

await Promise.all(['a', 'b', 'c', 'd'].map(lane));
