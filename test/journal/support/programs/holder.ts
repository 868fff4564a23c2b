import {writeSync} from 'node:fs';
import {openDoor} from '../../../../src/journal/door/open-door.js';
import {acquireLock} from '../../../../src/journal/lock.js';
import {systemClock} from '../../../../src/lib/node/system-clock.js';

// Takes the lock, says whether it got it, and when it did, opens a door and stays until it is killed.
const [folder = '', mutex = 'abstract'] = process.argv.slice(2);
const lock = await acquireLock(folder, {version: '1.2.3', mutex: mutex === 'path' ? 'path' : 'abstract'});
if (lock.held) {
  await openDoor({
    folder,
    version: '1.2.3',
    clock: systemClock,
    onRequest: async () => ({ok: true, facts: [], value: 'here'}),
  });
  writeSync(1, `held ${process.pid}\n`);
  setInterval(() => undefined, 1000);
} else {
  writeSync(1, `refused ${lock.holder?.pid ?? 'unknown'}\n`);
}
