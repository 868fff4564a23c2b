import {writeSync} from 'node:fs';
import {openJournal} from '../../../../src/journal/open-journal.js';
import {systemClock} from '../../../../src/lib/node/system-clock.js';

// Appends as fast as it can until it is killed; each acknowledged number is on stdout before the next append.
const [folder = '', size = '100'] = process.argv.slice(2);
const journal = await openJournal({folder, clock: systemClock, ids: prefix => `${prefix}-test`});
const {facts, snapshot} = await journal.replay();
const {sum = 0} = (snapshot ?? {}) as {sum?: number};
let seq = Math.max(sum, facts.at(-1)?.seq ?? 0);
writeSync(1, `open ${seq}\n`);

const lane = async (): Promise<void> => {
  for (;;) {
    const mine = ++seq;
    const text = 'x'.repeat(1 + Math.floor(Math.random() * Number(size)));
    const at = new Date().toISOString();
    await journal.append([
      {v: 1, seq: mine, origin: journal.origin, at, by: 'ana', type: 'note.added', note: `n${mine}`, text},
    ]);
    writeSync(1, `${mine}\n`);
    if (mine % 50 === 0) await journal.rotate({sum: mine}, mine);
  }
};
await Promise.all([lane(), lane(), lane(), lane()]);
