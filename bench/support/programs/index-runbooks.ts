import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import {indexRoots} from '../../../src/runbooks/index-roots.js';

/** ms: reading the files and nothing else, indexing them, and the longest time that a key would have waited meanwhile. */
export interface Indexed {
  readonly plain: number;
  readonly indexed: number;
  readonly gap: number;
  readonly files: number;
}

const [folder = ''] = process.argv.slice(2);
const started = performance.now();
for (const name of readdirSync(folder)) readFileSync(path.join(folder, name), 'utf8');
const read = performance.now();
const delay = monitorEventLoopDelay({resolution: 1});
delay.enable();
const {files} = await indexRoots([folder]);
const indexed = performance.now();
delay.disable();
process.send?.({plain: read - started, indexed: indexed - read, gap: delay.max / 1e6, files: files.length});
process.disconnect?.();
