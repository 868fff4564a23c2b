import type {Entry} from './backbone.js';

/**
 * The entry that the text holds. One that this version cannot read becomes a fact that says so: numbers stay dense, and
 * nothing that somebody else wrote stops the stream. Never throws.
 */
export function readEntry(text: string, seq: number): Entry {
  const value = parsed(text);
  return isEntry(value) && value.seq === seq ? value : unreadable(seq);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value) || !isTime(value.at)) return false;
  return value.kind === 'alert' ? isObject(value.alert) : value.kind === 'fact' && isObject(value.fact);
}

/** One that a date can hold. */
function isTime(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function unreadable(seq: number): Entry {
  const fact = {v: 1, seq, origin: 'unreadable', at: new Date(0).toISOString(), by: 'relay', type: 'feed.unreadable'};
  return {seq, at: 0, kind: 'fact', fact};
}
