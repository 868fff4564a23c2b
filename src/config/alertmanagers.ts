import {OperatorError} from '../lib/operator-error.js';
import {bareUrl, isServerUrl} from '../lib/server-url.js';
import {accessOf} from './access.js';
import type {Access, AlertmanagerConfig, Auth} from './config.js';
import {DEFAULT_POLL, DEFAULT_TIMEOUT} from './defaults.js';
import {milliseconds} from './milliseconds.js';
import type {FileConfig} from './schema.js';

type FileAlertmanager = NonNullable<FileConfig['alertmanagers']>[number];

/** The clusters of our file. Paths start at `base`. */
export function fromFile(
  entries: readonly FileAlertmanager[],
  base: string,
  home: string,
): readonly AlertmanagerConfig[] {
  const clusters = entries.map(entry => {
    const urls = entry.urls.map(bareUrl);
    const ownTimeout = milliseconds(entry.timeout);
    return {
      name: entry.name ?? hostOf(urls[0] ?? ''),
      urls,
      poll: milliseconds(entry.poll) ?? DEFAULT_POLL,
      timeout: ownTimeout ?? DEFAULT_TIMEOUT,
      ...(ownTimeout === undefined ? {} : {ownTimeout}),
      ...(entry.grace === undefined ? {} : {grace: milliseconds(entry.grace) ?? 0}),
      ...(entry.watchdog === undefined ? {} : {watchdog: entry.watchdog}),
      ...accessOf(entry, base, home),
    };
  });
  const twice = clusters.find((cluster, index) => clusters.findIndex(({name}) => name === cluster.name) !== index);
  if (twice !== undefined) {
    throw new OperatorError(`Two Alertmanagers in the configuration are called ${twice.name}.`, {
      hint: 'Give each a `name:` of its own; members of one cluster belong into one `urls:` list.',
    });
  }
  demandApart(clusters, 'the configuration');
  return clusters;
}

export interface NamedOptions {
  /** What names them, for errors: `--alertmanager`, `ALERTMANAGER_URL`. */
  readonly origin: string;
  /** The clusters of our file: named ones are picked, and their settings hold for their URLs. */
  readonly known: readonly AlertmanagerConfig[];
  /** Settings for URLs that our file does not know. */
  readonly access: Access;
  /** Whether `user:password@` in a URL is taken; argv can be read by everyone on the host. */
  readonly userinfo: 'accept' | 'refuse';
}

/**
 * The clusters that a flag or the environment names: `URL`, `NAME=URL[,URL]`, or the name of a cluster of our file. URLs without
 * a name are the members of one cluster.
 */
export function fromNames(words: readonly string[], options: NamedOptions): readonly AlertmanagerConfig[] {
  const clusters = new Map<string, AlertmanagerConfig>();
  let unnamed: string | undefined;
  for (const word of words.flatMap(text => memberWords(text, options))) {
    const configured = options.known.find(({name}) => name === word);
    if (configured !== undefined) {
      clusters.set(word, configured);
      continue;
    }
    const member = readMember(word, options);
    const name = member.name ?? unnamed ?? hostOf(member.url);
    if (member.name === undefined) {
      unnamed = name;
    }
    clusters.set(name, withMember(clusters.get(name), name, member));
  }
  demandApart([...clusters.values()], options.origin);
  return [...clusters.values()];
}

/** The words of a list, by blanks or commas; in `NAME=URL,URL` the name holds for the URLs after a comma, too. */
function memberWords(text: string, {known}: NamedOptions): readonly string[] {
  return text.split(/\s+/).flatMap(run => {
    let name = '';
    return run
      .split(',')
      .filter(word => word !== '')
      .map(word => {
        name = LABELLED.exec(word)?.[1] ?? name;
        const isWhole = name === '' || LABELLED.test(word) || known.some(one => one.name === word);
        return isWhole ? word : `${name}=${word}`;
      });
  });
}

/** One server may be named twice for different tenants, which headers or logins tell apart; else all would come twice. */
function demandApart(clusters: readonly AlertmanagerConfig[], origin: string): void {
  const seen = new Map<string, string>();
  for (const {name, urls, auth, headers} of clusters) {
    for (const url of urls) {
      const key = JSON.stringify([url, auth, headers]);
      const other = seen.get(key);
      if (other !== undefined) {
        throw new OperatorError(`${url} is both ${other} and ${name} in ${origin}: its alerts would come twice.`, {
          hint: 'Name each server once; tenants of one server need `headers:` or `auth:` of their own.',
        });
      }
      seen.set(key, name);
    }
  }
}

const LABELLED = /^([\w.-]+)=(.+)$/s;

interface Member {
  readonly name?: string;
  readonly url: string;
  readonly settings: Omit<AlertmanagerConfig, 'name' | 'urls'>;
}

function withMember(
  cluster: AlertmanagerConfig | undefined,
  name: string,
  {url, settings}: Member,
): AlertmanagerConfig {
  if (cluster === undefined) {
    return {...settings, name, urls: [url]};
  }
  return cluster.urls.includes(url) ? cluster : {...cluster, urls: [...cluster.urls, url]};
}

function readMember(word: string, options: NamedOptions): Member {
  const [, label, rest = word] = LABELLED.exec(word) ?? [];
  const parsed = parseUrl(rest, options);
  const url = bareUrl(parsed.href);
  const owner = options.known.find(cluster => cluster.urls.includes(url));
  const name = label ?? owner?.name;
  if (owner !== undefined) {
    const {name: _name, urls: _urls, ...settings} = owner;
    return {url, settings, ...(name === undefined ? {} : {name})};
  }
  const settings = {poll: DEFAULT_POLL, timeout: DEFAULT_TIMEOUT, ...options.access, ...parsed.auth};
  return {url, settings, ...(name === undefined ? {} : {name})};
}

function parseUrl(text: string, options: NamedOptions): {readonly href: string; readonly auth: {readonly auth?: Auth}} {
  const full = text.includes('://') ? text : `http://${text}`;
  if (!isServerUrl(full)) {
    const names = options.known.map(({name}) => name).join(', ');
    throw new OperatorError(`${options.origin} names \`${withoutUserinfo(text)}\`, which is no Alertmanager's URL.`, {
      hint: `Write a URL such as http://am-1:9093${names === '' ? '' : `, or one of the configured names: ${names}`}.`,
    });
  }
  const url = new URL(full);
  if (url.username === '' && url.password === '') {
    return {href: full, auth: {}};
  }
  if (options.userinfo === 'refuse') {
    throw new OperatorError(`${options.origin} carries a user or password, which everyone on this host can read.`, {
      hint: 'Put it under `auth:` in the configuration as {env: NAME}, {file: PATH} or {command: [program]}.',
    });
  }
  const auth: Auth = {
    kind: 'basic',
    user: decodeURIComponent(url.username),
    password: {value: decodeURIComponent(url.password)},
  };
  url.username = '';
  url.password = '';
  return {href: url.href, auth: {auth}};
}

function withoutUserinfo(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//');
}

function hostOf(url: string): string {
  return new URL(url).host;
}
