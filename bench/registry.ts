import type {BenchRow} from './bench-row.js';
import {help} from './rows/help.js';
import {journalAppend} from './rows/journal-append.js';
import {journalReplay} from './rows/journal-replay.js';
import {version} from './rows/version.js';

/** Every row, in the order it is run and shown. */
export const rows: readonly BenchRow[] = [help, version, journalReplay, journalAppend];
