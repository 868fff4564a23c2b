import type {Labels} from '../alert/alert.js';
import type {BoardRow} from './board.js';

/** Where a row happens: the place is cut at its end, the identity never at the end that tells it apart. */
export interface Where {
  /** Cluster and service: `eu/payments`. */
  readonly place: string;
  /** Host and the thing on it: `db-7 /var/lib/pg`; with `+3` where a group's alerts differ. */
  readonly ident: string;
  /** How many other names its alerts have than the first one. */
  readonly otherNames: number;
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

const known = new WeakMap<BoardRow, Where>();

/** From the labels that identify, by their usual names. */
export function whereOf(row: BoardRow): Where {
  const found = known.get(row);
  if (found) return found;
  const {labels, source} = row.lead.alert;
  const idents = new Set(row.items.map(item => identOf(item.alert.labels)));
  const more = idents.size > 1 ? ` +${idents.size - 1}` : '';
  const where = {
    place: [labels.cluster || source, firstOf(labels, PLACES)].filter(part => part).join('/'),
    ident: `${identOf(labels)}${more}`.trim(),
    otherNames: new Set(row.items.map(item => item.name)).size - 1,
  };
  known.set(row, where);
  return where;
}

const identsOf = new WeakMap<Labels, string>();

/** Made once for each label set: a group may have thousands, and comes anew whenever one of its alerts changes. */
function identOf(labels: Labels): string {
  const found = identsOf.get(labels);
  if (found !== undefined) return found;
  const ident = [portless(firstOf(labels, HOSTS)), firstOf(labels, THINGS)].filter(part => part !== '').join(' ');
  identsOf.set(labels, ident);
  return ident;
}

function firstOf(labels: Labels, names: readonly string[]): string {
  const name = names.find(candidate => Object.hasOwn(labels, candidate) && labels[candidate] !== '');
  return name === undefined ? '' : (labels[name] ?? '');
}

/** The port of a scrape target says nothing about the host; an IPv6 address has colons of its own. */
function portless(host: string): string {
  return host.replace(/^([^:]+|\[[^\]]+\]):\d{1,5}$/, '$1');
}
