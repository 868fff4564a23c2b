import {type FileHandle, open} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {findRun, isUnderWay} from '../../core/runbook/walk.js';
import type {WatchState} from '../../core/watch-state.js';
import {createTextFilter} from '../../lib/text-filter.js';

/** How often the file is looked at, ms. */
const EVERY = 50;
const CHUNK = 64 * 1024;

/** Hands over what a run says, from the file that its start names, until the run has ended and the file is read. */
export async function followRun(state: () => WatchState, run: string, write: (text: string) => void): Promise<void> {
  const filter = createTextFilter({sgr: 'keep', keepReturn: true, keepTab: true});
  const buffer = Buffer.allocUnsafe(CHUNK);
  let file: FileHandle | undefined;
  let position = 0;
  const takeAll = async () => {
    for (;;) {
      const {bytesRead = 0} = (await file?.read(buffer, 0, CHUNK, position)) ?? {};
      if (bytesRead === 0) return;
      position += bytesRead;
      write(filter.push(buffer.subarray(0, bytesRead)));
    }
  };
  try {
    for (;;) {
      const known = findRun(state().shift.walks, run)?.run;
      const isOver = known === undefined || !isUnderWay(known);
      if (file === undefined && known?.file !== undefined) file = await open(known.file, 'r').catch(() => undefined);
      await takeAll();
      if (isOver) break;
      await sleep(EVERY);
    }
    write(filter.end());
  } finally {
    await file?.close();
  }
}
