import type {ObservedChange} from '../ports.js';

/** How many changes are shown beside an alert. */
const LIMIT = 50;

/**
 * Reads what a changes command printed: one change a line, as JSON (`{"on": ISO time, "text": …, "service": …}`) or as
 * an ISO time followed by a text. Lines that are neither are left out.
 */
export function observedChanges(output: string): readonly ObservedChange[] {
  return output
    .split('\n')
    .flatMap(line => fromJson(line) ?? fromText(line) ?? [])
    .sort((a, b) => b.on - a.on)
    .slice(0, LIMIT);
}

function fromJson(line: string): ObservedChange | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const {on, text, service} = JSON.parse(line) as {
      readonly on?: unknown;
      readonly text?: unknown;
      readonly service?: unknown;
    };
    const at = typeof on === 'number' ? on : Date.parse(String(on));
    if (Number.isNaN(at) || typeof text !== 'string') return undefined;
    return {on: at, text, ...(typeof service === 'string' ? {service} : {})};
  } catch {
    return undefined;
  }
}

function fromText(line: string): ObservedChange | undefined {
  const [, time, text] = /^(\d{4}-\d\d-\d\d[T ]\S+)\s+(\S.*)$/u.exec(line.trim()) ?? [];
  const on = Date.parse(time ?? '');
  return text === undefined || Number.isNaN(on) ? undefined : {on, text};
}
