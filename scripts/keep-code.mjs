import {mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';
import tty from 'node:tty';
import {pathToFileURL} from 'node:url';
import v8 from 'node:v8';
import {codeName, madeBy, scriptLoader} from './lib/script-loader.mjs';

// Runs what operators wait for, on a terminal that there is not, and keeps what V8 has compiled by then.
const [outdir = '', code = ''] = process.argv.slice(2);
const SIZE = {columns: 120, rows: 40};
const KEYS = ['j', 'k', '?', '\x1b', '\r', '\x1b', 'a', '\x1b', 'q', 'y'];
/** Longer than the cockpit waits for a key that is in pieces, and shorter than anybody minds, ms. */
const BETWEEN_KEYS = 100;

/** Until Ink draws, ms. */
const AFTER_ALERTS = 700;

const home = mkdtempSync(path.join(tmpdir(), 'wk-code-'));
const terminal = fakeTerminal();
/** @type {Map<string, import('node:vm').Script>} */
const scripts = new Map();
const load = scriptLoader(pathToFileURL(`${outdir}/`), {
  given: {
    'node:tty': {...tty, isatty: () => true},
    // What is compiled under other options is for nobody.
    'node:v8': {...v8, setFlagsFromString: () => undefined},
  },
  loaded: (name, script) => scripts.set(name, script),
});
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answerTo(request.method ?? '', request.url ?? '')));
});

try {
  await work(`http://127.0.0.1:${await portOf(server)}`);
  keep();
} finally {
  rmSync(home, {recursive: true, force: true});
}
process.exit();

/** @param {string} url */
async function work(url) {
  const {main} = load('cli/main.cjs');
  await main(['alerts', '--alertmanager', url]);
  // The second time shows the picture that the first one left.
  for (let turn = 0; turn < 2; turn++) {
    const left = main(['--alertmanager', url]);
    await terminal.shows('Alert7');
    await sleep(AFTER_ALERTS);
    for (const key of KEYS) {
      terminal.press(key);
      await sleep(BETWEEN_KEYS);
    }
    await left;
  }
  await workByRelay(main, url);
}

/**
 * An ack that others hear of: the first one of a night should not be the one that takes long. The relay runs until the
 * end.
 *
 * @param {(argv: string[]) => Promise<unknown>} main @param {string} url
 */
async function workByRelay(main, url) {
  const listen = `127.0.0.1:${await freePort()}`;
  void main(['relay', '--listen', listen, '--state-dir', path.join(home, 'relay')]);
  const config = path.join(home, 'config.yaml');
  writeFileSync(config, `alertmanagers: [{name: a, urls: ['${url}']}]\nfeed: {url: 'http://${listen}'}\n`);
  const left = main(['--config', config]);
  await terminal.shows('Alert7');
  await sleep(AFTER_ALERTS);
  for (const key of ['a', 'q', 'y']) {
    terminal.press(key);
    await sleep(AFTER_ALERTS);
  }
  await left;
}

/** @param {import('node:http').Server} listener */
async function portOf(listener) {
  await new Promise(resolve => listener.listen(0, '127.0.0.1', () => resolve(undefined)));
  return /** @type {import('node:net').AddressInfo} */ (listener.address()).port;
}

async function freePort() {
  const other = createServer();
  const port = await portOf(other);
  await new Promise(resolve => other.close(resolve));
  return port;
}

function keep() {
  const folder = path.join(outdir, code, madeBy());
  mkdirSync(folder, {recursive: true});
  for (const [name, script] of scripts) {
    const file = path.join(folder, codeName(name));
    // On the disk before it has its name: V8 trusts what it finds, and half of it would end the process.
    writeFileSync(`${file}.new`, script.createCachedData(), {flush: true});
    renameSync(`${file}.new`, file);
  }
}

/** This process's own streams, as those of a terminal that nobody sees. */
function fakeTerminal() {
  const stdin = Object.assign(new PassThrough(), {isTTY: true, isRaw: false, setRawMode: () => stdin, fd: 0});
  const stdout = Object.assign(new PassThrough(), {isTTY: true, fd: 1, ...SIZE, getColorDepth: () => 8});
  let shown = '';
  stdout.on('data', bytes => {
    shown += bytes;
  });
  for (const [name, stream] of Object.entries({stdin, stdout})) {
    Object.defineProperty(process, name, {get: () => stream});
  }
  const env = {HOME: home, WK_STATE: path.join(home, 'state'), TERM: 'xterm-256color', LANG: 'C.UTF-8'};
  for (const name of Object.keys(process.env)) if (name !== 'PATH') delete process.env[name];
  Object.assign(process.env, env);
  return {
    /** @param {string} key */
    press: key => stdin.write(key),
    /** @param {string} text */
    async shows(text) {
      for (let turn = 0; !shown.includes(text); turn++) {
        if (turn > 1_600) throw new Error('the cockpit shows no alert');
        await sleep(25);
      }
      shown = '';
    },
  };
}

/** Alerts as Alertmanager lists them, four to a group. @param {string} method @param {string} url */
function answerTo(method, url) {
  if (method === 'POST') return {silenceID: '00000000-0000-4000-8000-000000000000'};
  if (url.includes('/silences')) return [];
  if (url.includes('/status'))
    return {
      cluster: {status: 'ready', peers: []},
      versionInfo: {version: '0.28.0'},
      config: {original: ''},
      uptime: new Date(0),
    };
  const alerts = Array.from({length: 40}, (_, index) => alert(index));
  if (!url.includes('/groups')) return alerts;
  return Array.from({length: 10}, (_, group) => ({
    labels: {alertname: `Alert${group}`},
    receiver: {name: 'nobody'},
    alerts: alerts.slice(group * 4, group * 4 + 4),
  }));
}

/** @param {number} index */
function alert(index) {
  const startsAt = new Date(Date.now() - 3_600_000 - index * 1_000).toISOString();
  return {
    labels: {
      alertname: `Alert${Math.floor(index / 4)}`,
      severity: ['critical', 'warning', 'info'][index % 3],
      instance: `host-${index}`,
      cluster: 'a',
    },
    annotations: {summary: `Something on host-${index} is going wrong`, runbook_url: 'https://runbooks.example.com/1'},
    startsAt,
    updatedAt: startsAt,
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    generatorURL: 'http://prometheus.example.com/graph',
    fingerprint: index.toString(16).padStart(16, '0'),
    receivers: [{name: 'nobody'}],
    status: {state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: []},
  };
}
