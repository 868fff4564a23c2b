import type {Config} from '../config/config.js';
import {dayHhmm, daySpanHhmm, withUtc} from '../core/time/clock-text.js';

/** The zone that times are shown in: the configured one, else the process's own. */
export function zoneOf(config: Config): string {
  return config.ui.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `03:41`, with its date on another day. */
export function clock(ms: number, now: number, config: Config): string {
  return dayHhmm(ms, now, zoneOf(config));
}

/** The ends of a span, with their offsets where the clocks were changed in it. */
export function spanClocks(
  span: {readonly from: number; readonly to: number},
  now: number,
  config: Config,
): readonly [string, string] {
  return daySpanHhmm(span, now, zoneOf(config));
}

/** The same with UTC beside it, where that is another time: `04:41 (03:41Z)`. */
export function bothClocks(ms: number, now: number, config: Config): string {
  return withUtc(ms, now, zoneOf(config));
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
