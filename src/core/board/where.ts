import type {Labels} from '../alert/alert.js';
import type {LiveState} from '../watch-state.js';
import type {BoardRow} from './board.js';
import {nameInRows} from './source-names.js';

/** Where a row happens: the place is cut at its end, the identity never at the end that tells it apart. */
export interface Where {
  /** Cluster and service: `eu/payments`; the service alone where there is one source and no label names a cluster. */
  readonly place: string;
  /** Host and the thing on it: `db-7 /var/lib/pg`; with `+3` where a group's alerts differ. */
  readonly ident: string;
}

const PLACES = ['service', 'app', 'application', 'namespace', 'job', 'team'];
const HOSTS = ['instance', 'node', 'host', 'hostname', 'nodename', 'pod'];
const THINGS = [
  'device',
  'mountpoint',
  'container',
  'persistentvolumeclaim',
  'queue',
  'topic',
  'domain',
  'target',
  'path',
];

const known = new WeakMap<BoardRow, {readonly source: string; readonly where: Where}>();

/** From the labels that identify, by their usual names. */
export function whereOf(row: BoardRow, sources: LiveState['sources']): Where {
  const source = nameInRows(sources, row.lead.alert.source);
  const found = known.get(row);
  if (found?.source === source) return found.where;
  const {labels} = row.lead.alert;
  const idents = new Set(row.items.slice(0, 1000).map(item => identOf(item.alert.labels)));
  const more = idents.size > 1 ? ` +${idents.size - 1}` : '';
  const where = {
    place: [labels.cluster || source, firstOf(labels, PLACES)].filter(part => part).join('/'),
    ident: `${identOf(labels)}${more}`.trim(),
  };
  known.set(row, {source, where});
  return where;
}

function identOf(labels: Labels): string {
  return [portless(firstOf(labels, HOSTS)), firstOf(labels, THINGS)].filter(part => part !== '').join(' ');
}

function firstOf(labels: Labels, names: readonly string[]): string {
  const name = names.find(candidate => Object.hasOwn(labels, candidate) && labels[candidate] !== '');
  return name === undefined ? '' : (labels[name] ?? '');
}

/** The port of a scrape target says nothing about the host; an IPv6 address has colons of its own. */
function portless(host: string): string {
  return host.replace(/^([^:]+|\[[^\]]+\]):\d{1,5}$/, '$1');
}
