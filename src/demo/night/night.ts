import {mutedJob, rudeLog, smallThings} from './background.js';
import {databaseIncident} from './database.js';
import {flappingDisk, stoppedReplication} from './disk.js';
import {brokenLink, certificate, watchdogs} from './edge.js';
import type {NightEvent} from './event.js';
import {lee, slowApi} from './lee.js';
import {type Random, seeded} from './random.js';
import {storm} from './storm.js';

export const DEFAULT_SEED = 7;

const PARTS: readonly ((random: Random) => readonly NightEvent[])[] = [
  watchdogs,
  lee,
  slowApi,
  certificate,
  smallThings,
  databaseIncident,
  flappingDisk,
  rudeLog,
  stoppedReplication,
  mutedJob,
  storm,
  brokenLink,
];

/** Eight hours of a watch, in order; the same for the same seed. */
export function night(seed: number = DEFAULT_SEED): readonly NightEvent[] {
  // Each part has numbers of its own, so that a change in one leaves the others as they were.
  const events = PARTS.flatMap((part, index) => part(seeded(seed * 1_000 + index)));
  return events.sort((a, b) => a.at - b.at);
}
