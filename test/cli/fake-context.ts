import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {CommandContext, Sink} from '../../src/cli/context.js';
import {run} from '../../src/cli/run.js';
import {templateFaults} from '../../src/cli/wire/page-writer.js';
import {loadConfig} from '../../src/config/load-config.js';
import type {Target} from '../../src/core/escalation/target.js';
import type {WatchState} from '../../src/core/watch-state.js';
import {hooks} from '../../src/relay/hooks/index.js';
import {targets} from '../../src/targets/index.js';
import {aWatch, NIGHT} from '../support/given.js';
import {type FakeHands, fakeHands, type HandsOptions} from './fake-hands.js';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface Bench {
  readonly home: string;
  readonly context: CommandContext;
  /** The hands of the last command that took any. */
  hands(): FakeHands | undefined;
  /** Questions that were asked. */
  readonly asked: readonly string[];
  run(...argv: readonly string[]): Promise<Ran>;
}

export interface BenchOptions {
  readonly watch?: WatchState;
  readonly hands?: HandsOptions;
  readonly answer?: boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly context?: Partial<CommandContext>;
  readonly targets?: readonly Target[];
}

const UNEXPECTED = () => Promise.reject(new Error('this command was not expected to do that'));

const targetKinds = async () => targets;

/** A context without a process around it: a home of its own, one Alertmanager called eu, fakes for everything outside. */
export function bench(options: BenchOptions = {}): Bench {
  const home = mkdtempSync(join(tmpdir(), 'wk-cli-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const env = {ALERTMANAGER_URL: 'eu=http://am-1:9093', WK_OPERATOR: 'ana', TZ: 'UTC', ...options.env};
  const out = memorySink(options);
  const err = memorySink(options);
  const asked: string[] = [];
  let hands: FakeHands | undefined;
  const context: CommandContext = {
    env,
    cwd: home,
    home,
    stdin: {isTTY: options.isTTY ?? false},
    stdout: out.sink,
    stderr: err.sink,
    signal: new AbortController().signal,
    now: () => NIGHT,
    loadConfig: async (flags, reader = 'text') => {
      const config = await loadConfig({flags, env, cwd: home, home, etc: join(home, 'etc'), reader, targetKinds});
      return {...config, ui: {zone: 'UTC', ...config.ui}};
    },
    targetKinds,
    hookKinds: async () => hooks,
    targets: async () => options.targets ?? [],
    openHands: async () => {
      hands = fakeHands(options.watch ?? aWatch(), options.hands);
      return hands;
    },
    openWalkHands: UNEXPECTED,
    runCheck: UNEXPECTED,
    testAlert: UNEXPECTED,
    queryAlerts: UNEXPECTED,
    querySilences: UNEXPECTED,
    fedAlerts: async () => undefined,
    viaHolder: async () => undefined,
    readLog: UNEXPECTED,
    followLog: () => {
      throw new Error('this command was not expected to do that');
    },
    readState: async () => options.watch ?? aWatch(),
    probeSources: UNEXPECTED,
    probePrometheus: UNEXPECTED,
    presentRules: UNEXPECTED,
    probeFeed: UNEXPECTED,
    probeRedis: UNEXPECTED,
    hookFaults: async () => [],
    templateFaults,
    askSchedule: UNEXPECTED,
    findHolder: async () => undefined,
    capabilities: async () => ({color: '256', unicode: true, links: true, addressable: true}),
    writeHandoff: UNEXPECTED,
    writeBundle: UNEXPECTED,
    readBundle: UNEXPECTED,
    handoffFormats: async () => ({html: text => `<p>${text}</p>`, slack: text => [{text}]}),
    messages: UNEXPECTED,
    editText: UNEXPECTED,
    runbooks: UNEXPECTED,
    runbookTrust: UNEXPECTED,
    openCockpit: UNEXPECTED,
    playDemo: UNEXPECTED,
    playReplay: UNEXPECTED,
    runRelay: UNEXPECTED,
    printRelayConfig: UNEXPECTED,
    confirm: async question => {
      asked.push(question);
      return options.answer ?? false;
    },
    ...options.context,
  };
  return {
    home,
    context,
    asked,
    hands: () => hands,
    run: async (...argv) => {
      const exitCode = await run(argv, context);
      return {stdout: out.take(), stderr: err.take(), exitCode};
    },
  };
}

function memorySink({isTTY = false, columns}: BenchOptions): {readonly sink: Sink; readonly take: () => string} {
  let text = '';
  const sink = {
    isTTY,
    columns,
    closed: false,
    write: (part: string) => {
      text += part;
    },
  };
  const take = () => {
    const taken = text;
    text = '';
    return taken;
  };
  return {sink, take};
}
