import {alertName, type Labels} from './alert.js';

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
/** Labels that say nothing of which of several alerts it is. */
const COMMON: ReadonlySet<string> = new Set([
  ...['alertname', 'severity', 'cluster', 'prometheus', 'monitor', 'receiver', 'env', 'environment', 'region'],
  ...PLACES,
]);
/** A label may be as long as anyone likes; in a sentence it is not. */
const LONGEST = 60;
const MOST_OTHERS = 2;

interface Titled {
  readonly source: string;
  readonly labels: Labels;
  readonly fingerprint: string;
}

/** The name of an alert with what tells it from others of that name, as the board's row does: `PoolExhausted payments db-1`. */
export function alertTitle(alert: Titled): string {
  const {labels, source} = alert;
  const cluster = labels.cluster === source ? '' : (labels.cluster ?? '');
  const place = [cluster, placeOf(labels)].filter(part => part !== '').join('/');
  const own = identOf(labels);
  return [alertName(alert), place, own === '' ? othersOf(labels) : own]
    .filter(part => part !== '')
    .map(shortened)
    .join(' ');
}

/** The service, or what stands for it. */
export function placeOf(labels: Labels): string {
  return firstOf(labels, PLACES);
}

/** Host and the thing on it: `db-7 /var/lib/pg`. */
export function identOf(labels: Labels): string {
  return [portless(firstOf(labels, HOSTS)), firstOf(labels, THINGS)].filter(part => part !== '').join(' ');
}

function othersOf(labels: Labels): string {
  return Object.entries(labels)
    .filter(([name, value]) => !COMMON.has(name) && value !== '')
    .slice(0, MOST_OTHERS)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function firstOf(labels: Labels, names: readonly string[]): string {
  const name = names.find(candidate => Object.hasOwn(labels, candidate) && labels[candidate] !== '');
  return name === undefined ? '' : (labels[name] ?? '');
}

/** The port of a scrape target says nothing about the host; an IPv6 address has colons of its own. */
function portless(host: string): string {
  return host.replace(/^([^:]+|\[[^\]]+\]):\d{1,5}$/, '$1');
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 3).join('')}...`;
}
