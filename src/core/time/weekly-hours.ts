/** Minutes since local midnight; the end is not part of it and may be 1440. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** What is open on each day of the week, Sunday first; each day's spans in order, none touching another. */
export type WeeklyHours = readonly (readonly DaySpan[])[];

export type ParsedHours =
  | {readonly ok: true; readonly hours: WeeklyHours}
  /** `position` is where in the text, from 0. */
  | {readonly ok: false; readonly message: string; readonly position: number};

const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];
const MINUTES_A_DAY = 1440;
const FORM = 'write hours such as Mon-Fri 09:00-18:00';
const TIME = String.raw`\d{1,2}:\d\d`;
const DASH = String.raw`\s*[-–]\s*`;
const DAYS = new RegExp(`^([a-z]+)(?:${DASH}([a-z]+))?$`, 'i');
const HOURS = new RegExp(`^(?:([a-z]+)(?:${DASH}([a-z]+))?\\s+)?(${TIME})${DASH}(${TIME})$`, 'i');
const STRETCH = new RegExp(`^([a-z]+)\\s+(${TIME})${DASH}([a-z]+)\\s+(${TIME})$`, 'i');

/**
 * Reads hours of a week: `Mon-Fri 09:00-18:00`, `Mon-Thu 08:00-12:00, 13:00-17:00, Fri 08:00-14:00`,
 * `Mon, Wed 09:00-12:00`, `22:00-06:00` (every day, over midnight) or `Fri 17:00 - Mon 09:00`.
 */
export function parseWeeklyHours(text: string): ParsedHours {
  const week = Array.from({length: 7}, (): DaySpan[] => []);
  let days: readonly number[] = ALL_DAYS;
  let waiting: Part | undefined;
  for (const part of partsOf(text)) {
    const read = readPart(part.text);
    if (typeof read === 'string') return fault(part, read);
    if (waiting !== undefined && read.days === undefined) return noTimes(waiting);
    days = daysOf(read, days, waiting);
    waiting = read.minutes === undefined ? part : undefined;
    addAll(week, read.once ?? days, read.minutes);
  }
  return waiting === undefined ? {ok: true, hours: week.map(joined)} : noTimes(waiting);
}

/** Days that wait for their times join those of the next part. */
function daysOf(read: ReadPart, before: readonly number[], waiting: Part | undefined): readonly number[] {
  return waiting === undefined ? (read.days ?? before) : [...before, ...(read.days ?? [])];
}

interface Part {
  readonly text: string;
  readonly position: number;
}

interface ReadPart {
  /** Of this part and of those after it that name none. */
  readonly days?: readonly number[];
  /** Of this part alone. */
  readonly once?: readonly number[];
  /** From the midnight of the day; the end may lie days later. Absent where there are only days. */
  readonly minutes?: DaySpan;
}

function partsOf(text: string): readonly Part[] {
  let position = 0;
  return text.split(',').map(piece => {
    const part = {text: piece.trim(), position: position + piece.length - piece.trimStart().length};
    position += piece.length + 1;
    return part;
  });
}

function fault({position}: Part, message: string): ParsedHours {
  return {ok: false, message, position};
}

function noTimes(part: Part): ParsedHours {
  const {text} = part;
  return fault(part, `\`${text}\` has no times: write ${text} 09:00-18:00, or ${text} 00:00-24:00 for whole days`);
}

function readPart(text: string): ReadPart | string {
  if (text === '') return `there is nothing here: ${FORM}`;
  const [stretch, hours, days] = [STRETCH.exec(text), HOURS.exec(text), DAYS.exec(text)];
  if (stretch !== null) return readStretch(stretch);
  if (hours !== null) return readHours(hours);
  if (days === null) return `\`${text}\` is not understood: ${FORM}`;
  const named = readDays(days[1] ?? '', days[2]);
  return typeof named === 'string' ? named : {days: named};
}

function readHours([, first, last, from = '', to = '']: RegExpExecArray): ReadPart | string {
  const days = first === undefined ? undefined : readDays(first, last);
  if (typeof days === 'string') return days;
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const wrong = faultOfTimes([from, start], [to, end]);
  if (wrong !== undefined) return wrong;
  if (start === end) return `${from}-${to} has no length: write 00:00-24:00 for a whole day`;
  const minutes = {from: start, to: end > start ? end : end + MINUTES_A_DAY};
  return days === undefined ? {minutes} : {days, minutes};
}

function readStretch([, first = '', from = '', last = '', to = '']: RegExpExecArray): ReadPart | string {
  const [start, end] = [dayOf(first), dayOf(last)];
  if (start === undefined) return unknownDay(first);
  if (end === undefined) return unknownDay(last);
  const times = {from: minutesOf(from), to: minutesOf(to)};
  const wrong = faultOfTimes([from, times.from], [to, times.to]);
  if (wrong !== undefined) return wrong;
  const length = ((end - start + 7) % 7) * MINUTES_A_DAY + times.to - times.from;
  return {
    once: [start],
    minutes: {from: times.from, to: times.from + (length > 0 ? length : length + 7 * MINUTES_A_DAY)},
  };
}

function readDays(first: string, last: string | undefined): readonly number[] | string {
  if (first.toLowerCase() === 'daily' && last === undefined) return ALL_DAYS;
  const [start, end] = [dayOf(first), dayOf(last ?? first)];
  if (start === undefined) return unknownDay(first);
  if (end === undefined) return unknownDay(last ?? '');
  return Array.from({length: ((end - start + 7) % 7) + 1}, (_, index) => (start + index) % 7);
}

function dayOf(name: string): number | undefined {
  const low = name.toLowerCase();
  const index = low.length < 2 ? -1 : NAMES.findIndex(day => day.startsWith(low));
  return index === -1 ? undefined : index;
}

function unknownDay(name: string): string {
  return `\`${name}\` is no day: write Mon, Tue, Wed, Thu, Fri, Sat or Sun`;
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function faultOfTimes(...times: readonly (readonly [string, number])[]): string | undefined {
  const wrong = times.find(([text, minutes]) => minutes > MINUTES_A_DAY || !/:[0-5]\d$/.test(text));
  if (wrong !== undefined) return `${wrong[0]} is no time: write one from 00:00 to 24:00`;
  return times[0]?.[1] === MINUTES_A_DAY ? '24:00 is an end and no start: write 00:00 of the next day' : undefined;
}

function addAll(week: DaySpan[][], days: readonly number[], minutes: DaySpan | undefined): void {
  if (minutes === undefined) return;
  for (const day of days) add(week, day, minutes);
}

/** Cut at midnights, so that each day has what is open on it. */
function add(week: DaySpan[][], day: number, {from, to}: DaySpan): void {
  for (let start = from; start < to; ) {
    const midnight = (Math.floor(start / MINUTES_A_DAY) + 1) * MINUTES_A_DAY;
    const end = Math.min(midnight, to);
    const base = midnight - MINUTES_A_DAY;
    week[(day + base / MINUTES_A_DAY) % 7]?.push({from: start - base, to: end - base});
    start = end;
  }
}

function joined(spans: readonly DaySpan[]): readonly DaySpan[] {
  const merged: DaySpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) {
      merged[merged.length - 1] = {from: last.from, to: Math.max(last.to, span.to)};
    } else merged.push(span);
  }
  return merged;
}
