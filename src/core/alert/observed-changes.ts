import {counted} from '../counted.js';
import type {FoundChanges, ObservedChange} from '../ports.js';

/** How many changes are shown beside an alert. */
const LIMIT = 50;
/** So many letters tell which line it is. */
const GLIMPSE = 50;
/** A number below this is in seconds: as ms it would be long before any of this. */
const SECONDS_BELOW = 100_000_000_000;

/** How a changes command writes a line, for whoever has to write one. */
export const CHANGE_LINES =
  'one change a line: a time and a text (2026-11-20T02:10:00Z checkout v412 deployed), or JSON: {"on": TIME, "text": TEXT, "service": NAME}';

/**
 * Reads what a changes command printed: one change a line, as JSON (`{"on": ISO or Unix time, "text": ..., "service": ...}`)
 * or as an ISO time followed by a text. Lines that are neither are told: without its time nobody can say whether a change
 * came before an alert, and taken for one of now it would be the first suspect.
 */
export function observedChanges(output: string): FoundChanges {
  const lines = output
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  const read = lines.map(line => ({line, change: line.startsWith('{') ? fromJson(line) : fromText(line)}));
  const changes = read
    .flatMap(({change}) => change ?? [])
    .sort((a, b) => b.on - a.on)
    .slice(0, LIMIT);
  const strange = read.flatMap(({line, change}) => (change === undefined ? [line] : []));
  return strange.length === 0 ? {changes} : {changes, trouble: troubleOf(strange)};
}

function troubleOf(lines: readonly string[]): string {
  const [first = ''] = lines;
  const glimpse = first.length > GLIMPSE ? `${first.slice(0, GLIMPSE)}...` : first;
  const were = lines.length === 1 ? 'was' : 'were';
  return `${counted(lines.length, 'line')} of the changes command ${were} not understood: ${glimpse} (it prints ${CHANGE_LINES})`;
}

function fromJson(line: string): ObservedChange | undefined {
  try {
    const {on, text, service} = JSON.parse(line) as {
      readonly on?: unknown;
      readonly text?: unknown;
      readonly service?: unknown;
    };
    const at = typeof on === 'number' ? milliseconds(on) : Date.parse(String(on));
    if (Number.isNaN(at) || typeof text !== 'string') return undefined;
    return {on: at, text, ...(typeof service === 'string' ? {service} : {})};
  } catch {
    return undefined;
  }
}

function milliseconds(time: number): number {
  return time < SECONDS_BELOW ? time * 1000 : time;
}

function fromText(line: string): ObservedChange | undefined {
  const [, time, text] = /^(\d{4}-\d\d-\d\d[T ]\S+)\s+(\S.*)$/u.exec(line) ?? [];
  const on = Date.parse(time ?? '');
  return text === undefined || Number.isNaN(on) ? undefined : {on, text};
}
