import {type Outcome, read, refuse} from '../outcome.js';

/** RFC 3339 and its relatives: a space for the `T`, any number of decimals, a zone in three spellings or none (UTC). */
const SHAPE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))? ?(?:(Z)|([+-])(\d\d):?(\d\d)?)?$/i;
const UNIX = /^\d{1,15}(?:\.\d{1,12})?$/;
/** What Go writes for "no time". */
const GO_ZERO = -62_135_596_800_000;
const YEAR_10000 = 253_402_300_800_000;
/** As seconds this is the year 5138, as milliseconds it is 1973. */
const SECONDS_END = 100_000_000_000;

/**
 * A time in ISO 8601, or in seconds or milliseconds since 1970, as Unix ms, cut and not rounded; undefined where it is
 * left out, which is also what Go's zero time and a plain 0 mean.
 */
export function readInstant(value: unknown, where: string): Outcome<number | undefined> {
  if (value === undefined || value === null || value === '') return read(undefined);
  const ms = typeof value === 'number' ? fromUnix(value) : fromText(value);
  if (ms === undefined)
    return refuse(`\`${where}\` is no time: write ISO 8601, or seconds or milliseconds since 1970.`);
  return read(ms === 0 || ms <= GO_ZERO ? undefined : ms);
}

function fromText(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  return UNIX.test(value) ? fromUnix(Number(value)) : fromIso(value);
}

function fromUnix(value: number): number | undefined {
  const ms = Math.floor(value < SECONDS_END ? value * 1000 : value);
  return value >= 0 && ms < YEAR_10000 ? ms : undefined;
}

function fromIso(text: string): number | undefined {
  const found = SHAPE.exec(text);
  if (found === null) return undefined;
  const [, year = '', month, day, hour, minute, second, decimals = '', , sign, hours = '0', minutes = '0'] = found;
  const millis = decimals.padEnd(3, '0').slice(0, 3);
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millis}Z`);
  if (Number.isNaN(local)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const ms = sign === '-' ? local + offset : local - offset;
  return ms < YEAR_10000 ? ms : undefined;
}
