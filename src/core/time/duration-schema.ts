import * as v from 'valibot';
import {formatDuration, parseDuration} from './duration.js';

const DURATION = 'write a duration such as 30s, 15m, 4h or 1d';

/** A duration of a checked size; the bounds belong to it. Both are ms. */
export function durationWithin(least: number, most: number) {
  const span = `from ${formatDuration(least)} to ${formatDuration(most)}`;
  return v.pipe(
    v.string(DURATION),
    v.check(value => parseDuration(value) !== undefined, DURATION),
    v.check(value => {
      const ms = parseDuration(value);
      return ms === undefined || (ms >= least && ms <= most);
    }, `write a duration ${span}`),
    v.metadata({format: 'duration', description: `A duration ${span}.`}),
  );
}
