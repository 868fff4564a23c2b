import {parseDuration} from '../core/time/duration.js';

/** A duration of a checked file in ms; undefined where it was left out. */
export function milliseconds(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text);
}
