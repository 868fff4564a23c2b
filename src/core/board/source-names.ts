import type {LiveState} from '../watch-state.js';

type Sources = LiveState['sources'];

let last: {readonly of: string; readonly names: ReadonlyMap<string, string>} | undefined;

/** What a source is called in the rows: nothing where it is the only one, little where its name is an address. */
export function nameInRows(sources: Sources, source: string): string {
  // From the log, of one that is no longer configured: nothing else tells it from the others.
  if (!sources.has(source)) return source;
  if (sources.size < 2) return '';
  const of = [...sources.keys()].join('\n');
  if (last?.of !== of) last = {of, names: shortNames([...sources.keys()])};
  return last.names.get(source) ?? source;
}

/** The shortest form of addresses that still tells all of them apart: first part of the host, host, port, or all of it. */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const form = FORMS.find(short => new Set(names.map(short)).size === new Set(names).size);
  return new Map(names.map(name => [name, form === undefined ? name : form(name)]));
}

const FORMS: readonly ((name: string) => string)[] = [
  name => (isAddress(name) ? firstPart(hostOf(name)) : name),
  name => (isAddress(name) ? hostOf(name) : name),
  name => (isAddress(name) ? name.slice(hostOf(name).length) || name : name),
];

const PORT = /:\d{1,5}$/;
const NUMERIC = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;

/** Sources without a name of their own go by their host and port; a name that somebody chose is left alone. */
function isAddress(name: string): boolean {
  return PORT.test(name) || NUMERIC.test(name) || /^[a-z\d-]+(?:\.[a-z\d-]+){2,}$/i.test(name);
}

function hostOf(address: string): string {
  return address.replace(PORT, '');
}

function firstPart(host: string): string {
  return NUMERIC.test(host) ? host : (host.split('.')[0] ?? host);
}
