import {execFileSync} from 'node:child_process';
import {appendFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {onTestFinished} from 'vitest';
import {joinWatch} from '../../../src/cli/wire/join-watch.js';
import type {JoinedWatch} from '../../../src/cli/wire/joined-watch.js';
import {lazyRunner} from '../../../src/cli/wire/runs.js';
import type {Config} from '../../../src/config/config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import type {Command} from '../../../src/core/shift/command.js';
import {idleWatch} from '../../../src/demo/idle.js';
import {span} from '../../../src/demo/night/event.js';
import {startDemo} from '../../../src/demo/start-demo.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {advanceWhenIdle, virtualClock} from '../../../src/lib/virtual-clock.js';
import {targets as targetKinds} from '../../../src/targets/index.js';
import {fakeServer, sendJson, sendText} from '../../sources/support/fake-server.js';
import {tempDir} from '../../support/real.js';
import {CRASH, FULL, LENGTH, labelsOf, OUTAGE, type ScriptedAlert} from './script.js';

export const MINUTE = 60_000;
/** How long, ms, a machine that is busy with others may take for one answer. */
const PATIENCE = 20_000;

/** A watch that is being played: real sources, engine, journal and targets, in a time that only goes on when told. */
export interface Played {
  /** When it began, Unix ms. */
  readonly begin: number;
  readonly home: string;
  config(): Config;
  joined(): JoinedWatch;
  /** Plays on to so many minutes after the begin. */
  until(minute: number): Promise<void>;
  ask(command: Command): Promise<{readonly ok: boolean; readonly facts: readonly {readonly seq: number}[]}>;
  /** Waits until what runs for real has come so far. */
  rest(): Promise<void>;
  /** The process dies here, and leaves half a record behind. */
  crash(): Promise<void>;
  /** Another cockpit is opened on what is left. */
  reopen(): Promise<void>;
  /** Notes that found room on the full disk. */
  readonly squeezed: string[];
  /** Nothing can be written any more; undefined where this account cannot make a small disk. */
  readonly disk: {fill(): void; free(): void} | undefined;
  leave(): Promise<void>;
}

export async function playWatch(alerts: readonly ScriptedAlert[]): Promise<Played> {
  const begin = Math.floor((Date.now() - (LENGTH + 2) * MINUTE) / MINUTE) * MINUTE;
  const clock = virtualClock(begin);
  const watch = idleWatch();
  const demo = await startDemo({clock, script: {events: eventsOf(alerts), length: LENGTH * MINUTE}});
  const [pager, prometheus] = [await aPager(), await aPrometheus(alerts, begin)];
  const home = tempDir();
  const disk = smallDisk();
  const state = {folder: path.join(home, 'first')};
  mkdirSync(path.join(home, 'config'));
  writeFileSync(
    path.join(home, 'config/config.yaml'),
    `operator: ana
alertmanagers: [${demo.sources.map(({name, url}) => `{name: ${name}, urls: ["${url}"], poll: 60s}`).join(', ')}]
prometheus: {url: "${prometheus}"}
targets:
  pager: {kind: webhook, url: "${pager}/page"}
  broken: {kind: webhook, url: "${pager}/broken"}
escalation: {all: {match: 'severity=~"critical|high"', levels: [{name: second, after: 5h, to: [pager]}]}}
`,
  );
  const env = {
    ...process.env,
    HOME: home,
    WK_CONFIG: path.join(home, 'config/config.yaml'),
    ALERTMANAGER_URL: undefined,
  };
  let config: Config;
  const load = async () => {
    config = await loadConfig({
      flags: {state: state.folder},
      env,
      home,
      cwd: home,
      targetKinds: async () => targetKinds,
    });
  };
  const join = async () => {
    await load();
    return joinWatch({
      config,
      env,
      clock,
      live: true,
      sends: 'all',
      runs: {runner: lazyRunner(config, {env, clock: systemClock}), redact: text => text},
      gone: () => undefined,
    });
  };
  // What is loaded only when it is first asked for is nothing that can be seen to be under way, and takes its time beside
  // others: the time of the watch goes on once every source has answered.
  const heard = async () => {
    const {store} = joined.engine;
    const unheard = () => [...store.getState().live.sources.values()].filter(({lastGood}) => lastGood === undefined);
    await comesTrue(() => store.getState().live.sources.size > 0 && unheard().length === 0, 'every source answers');
    await watch.idle();
  };
  let joined = await join();
  await heard();
  const never = new AbortController();
  onTestFinished(async () => {
    await joined.leave();
    await demo.stop();
    watch.stop();
  });
  return {
    begin,
    home,
    config: () => config,
    joined: () => joined,
    until: minute => advanceWhenIdle({clock, idle: watch.idle, until: begin + minute * MINUTE, signal: never.signal}),
    ask: async command => {
      const outcome = await joined.engine.dispatch(command);
      return outcome.ok ? outcome : {ok: false, facts: []};
    },
    rest: watch.idle,
    crash: async () => {
      const next = path.join(disk?.folder ?? home, 'second');
      // The small disk has no room to set any aside.
      const taken = (file: string) => !/\/(reserve|[^/]*\.sock)$/.test(file);
      cpSync(state.folder, next, {recursive: true, preserveTimestamps: true, filter: taken});
      tear(next);
      await joined.leave();
      state.folder = next;
    },
    reopen: async () => {
      joined = await join();
      await heard();
    },
    squeezed: [],
    disk,
    leave: () => joined.leave(),
  };
}

/** Waits, in the time of the world, in which that of the watch stands still, until this is so. */
export async function comesTrue(isSo: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`it does not come to pass that ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function eventsOf(alerts: readonly ScriptedAlert[]) {
  const events = alerts.flatMap(alert =>
    span({
      cluster: alert.cluster,
      alert: {labels: labelsOf(alert), annotations: {summary: `${alert.name} of ${alert.instance}`}, generatorURL: ''},
      from: alert.from * MINUTE,
      ...(alert.to === undefined ? {} : {to: alert.to * MINUTE}),
    }),
  );
  const link = (at: number, up: boolean) => ({kind: 'link', cluster: 'us', at: at * MINUTE, up}) as const;
  return [...events, link(OUTAGE.from, false), link(OUTAGE.to, true)].sort((a, b) => a.at - b.at);
}

/** What a kill in the middle of a write leaves: the beginning of a record. */
function tear(folder: string): void {
  const segments = path.join(folder, 'segments');
  const last = readdirSync(segments).sort().at(-1) ?? '';
  appendFileSync(path.join(segments, last), '{"v":1,"seq":9999,"origin":"x","at":"20');
}

/** Takes pages, or refuses them for good. */
async function aPager(): Promise<string> {
  const server = await fakeServer((request, response) =>
    request.path.startsWith('/broken') ? sendText(response, 'gone', {status: 410}) : sendJson(response, {}),
  );
  return server.url;
}

/** A Prometheus that recorded all that fired, whoever watched. */
async function aPrometheus(alerts: readonly ScriptedAlert[], begin: number): Promise<string> {
  const server = await fakeServer((request, response) => {
    const {searchParams} = new URL(request.path, 'http://prometheus.invalid');
    const [from, to] = [Number(searchParams.get('start')), Number(searchParams.get('end'))];
    const at = (minute: number) => (begin + minute * MINUTE) / 1_000;
    const result = alerts.flatMap(alert => {
      const [first, last] = [Math.max(from, at(alert.from)), Math.min(to, at(alert.to ?? LENGTH))];
      if (first >= last) return [];
      const metric = {...labelsOf(alert), alertstate: 'firing'};
      return [
        {metric: {...metric, wk_bound: 'first'}, values: [[first, `${first}`]]},
        {metric: {...metric, wk_bound: 'last'}, values: [[last, `${last}`]]},
      ];
    });
    sendJson(response, {status: 'success', data: {resultType: 'matrix', result}});
  });
  return server.url;
}

function smallDisk() {
  const folder = tempDir();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder], {stdio: 'ignore'});
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      for (const [name, bytes] of [
        ['ballast', 32 * 1024 * 1024],
        ['crumbs', 4_096],
      ] as const) {
        try {
          writeFileSync(name === 'ballast' ? ballast : `${ballast}-${name}`, Buffer.alloc(bytes, 'x'));
        } catch {
          // Full, which is what was wanted.
        }
      }
    },
    free: () => {
      for (const file of [ballast, `${ballast}-crumbs`]) rmSync(file, {force: true});
    },
  };
}

/** Where things happen that the play of the watch itself has to do. */
export const TURNS = [
  {at: CRASH.from, turn: 'crash'},
  {at: CRASH.to, turn: 'reopen'},
  {at: FULL.from, turn: 'fill'},
  {at: FULL.to, turn: 'free'},
] as const;
