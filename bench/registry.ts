import type {BenchRow} from './bench-row.js';
import {ackElsewhere} from './rows/ack-elsewhere.js';
import {alertsQueries} from './rows/alerts-query.js';
import {board} from './rows/board-index.js';
import {oneChange, scrollOneRow} from './rows/bytes.js';
import {firstFrame, keysWork} from './rows/first-frame.js';
import {heap} from './rows/heap.js';
import {help} from './rows/help.js';
import {hookToScreen} from './rows/hook-to-screen.js';
import {idleBoard} from './rows/idle-board.js';
import {incidentsOverSsh} from './rows/incident-over-ssh.js';
import {journalAppend} from './rows/journal-append.js';
import {journalReplay} from './rows/journal-replay.js';
import {keyPress} from './rows/key-press.js';
import {metrics} from './rows/metrics.js';
import {pollToBoard} from './rows/poll-to-board.js';
import {relayFanOut, stalledFanOut} from './rows/relay-fan-out.js';
import {runbookIndex} from './rows/runbook-index.js';
import {stalledLink} from './rows/stalled-link.js';
import {storm} from './rows/storm.js';
import {version} from './rows/version.js';

/** Every row, in the order it is run and shown. */
export const rows: readonly BenchRow[] = [
  help,
  version,
  firstFrame,
  keysWork,
  ...alertsQueries,
  pollToBoard,
  keyPress,
  oneChange,
  scrollOneRow,
  idleBoard,
  ...incidentsOverSsh,
  stalledLink,
  storm,
  heap,
  board,
  journalReplay,
  journalAppend,
  metrics,
  runbookIndex,
  ...hookToScreen,
  ackElsewhere,
  relayFanOut,
  stalledFanOut,
];
