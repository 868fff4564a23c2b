import {once} from 'node:events';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {BenchRow} from '../bench-row.js';
import {forked} from '../support/forked.js';
import type {Indexed} from '../support/programs/index-runbooks.js';
import {median} from '../support/spawned.js';

const FILES = 450;
const BUDGET = 300;
const STARTS = 5;

/** What published runbooks have on average, characters; ours are longer. */
const LENGTH = 3_100;

/** The first index of a process, of files that begin like those that are shipped. */
export const runbookIndex: BenchRow = {
  name: 'runbook index of 450 files of 3 kB',
  budget: '<= 300 ms',
  async run() {
    const folder = path.resolve(mkdtempSync('.bench/runbooks-'));
    try {
      write(folder);
      const starts: Indexed[] = [];
      for (let start = 0; start < STARTS; start++) starts.push(await indexed(folder));
      const figure = median(starts.map(one => one.indexed));
      const plain = median(starts.map(one => one.plain));
      return {
        figure,
        unit: 'ms',
        ratio: figure / plain,
        verdict: figure <= BUDGET ? 'pass' : 'fail',
        detail: `reading them only: ${plain.toFixed(0)} ms; keys wait at most ${median(starts.map(({gap}) => gap)).toFixed(0)} ms meanwhile`,
      };
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  },
};

function write(folder: string): void {
  const shipped = readdirSync('runbooks').filter(name => name.endsWith('.md'));
  const texts = shipped.map(name => readFileSync(path.join('runbooks', name), 'utf8').slice(0, LENGTH));
  for (let number = 0; number < FILES; number++) {
    const text = texts[number % texts.length] ?? '';
    writeFileSync(
      path.join(folder, `book-${number}.md`),
      text.replace(/^# .*$/m, heading => `${heading} ${number}`),
    );
  }
}

async function indexed(folder: string): Promise<Indexed> {
  const child = await forked('bench/support/programs/index-runbooks.ts', [folder]);
  const [found] = (await once(child, 'message')) as [Indexed];
  if (found.files !== FILES) throw new Error(`indexed ${found.files} of ${FILES} files`);
  return found;
}
