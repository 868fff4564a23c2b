import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Clock} from '../core/ports.js';
import {systemClock} from '../lib/node/system-clock.js';
import {capabilitiesOf} from '../terminal/capabilities.js';
import type {CommandContext, Sink} from './context.js';
import {streamSink, tellLostOutput} from './sink.js';
import type {EarlyStart} from './wire/early-screen.js';
import {handoffParts} from './wire/handoff-parts.js';
import {questions} from './wire/questions.js';

/** Where the build puts the worker files, seen from the built program. */
const WORKERS = new URL('../workers/', import.meta.url);
/** Shipped beside the built program. */
const BUILT_IN_RUNBOOKS = fileURLToPath(new URL('../../runbooks', import.meta.url));

/** What a cockpit is opened with: the doctor is asked about the same configuration. */
const AROUND = {
  workers: WORKERS,
  runbooks: BUILT_IN_RUNBOOKS,
  doctor: [process.execPath, process.argv[1] ?? '', 'doctor', ...process.argv.slice(2)],
};

/** The real surroundings of a command: this process, this machine, and everything behind them, loaded when needed. */
export function createContext(early?: EarlyStart): CommandContext {
  const {env} = process;
  const home = homedir();
  const {signal} = stopOnInterrupt();
  const clock = async (): Promise<Clock> => systemClock;
  const playDemo: CommandContext['playDemo'] = async (config, request) =>
    (await import('./wire/demo.js')).playDemo(config, request, {env, signal, runbooks: BUILT_IN_RUNBOOKS});
  return {
    env,
    cwd: process.cwd(),
    home,
    signal,
    stdin: {
      get isTTY() {
        return process.stdin.isTTY === true;
      },
    },
    stdout: streamSink(() => process.stdout, tellLostOutput),
    stderr: afterPicture(
      streamSink(() => process.stderr),
      early,
    ),
    now: systemClock.now,
    loadConfig: async (flags, reader) => {
      const {loadConfig} = await import('../config/load-config.js');
      // What pages nobody need not know every vendor.
      const extra = reader === undefined ? {targetKinds} : {reader};
      return loadConfig({flags, env, home, cwd: process.cwd(), ...extra});
    },
    targetKinds,
    ...questions({env, clock, signal}),
    openHands: async (config, need) =>
      (await import('./wire/hands.js')).openHands(config, need, {env, clock: await clock(), signal}),
    openWalkHands: async (config, need) =>
      (await import('./wire/walk-hands.js')).openWalkHands(config, need, {
        env,
        clock: await clock(),
        signal,
        builtIn: BUILT_IN_RUNBOOKS,
      }),
    capabilities: async () => capabilitiesOf(env),
    ...handoffParts({env, signal}),
    runbooks: async () => (await import('./wire/runbook-shelf.js')).openShelf(env, BUILT_IN_RUNBOOKS),
    runbookTrust: async ({stateDir}) =>
      (await import('../runbooks/trust/file-trust.js')).fileTrust(join(stateDir, 'trust'), Date.now),
    openCockpit: async config => {
      const {openCockpit} = await import('./wire/cockpit.js');
      const demo = () => playDemo(config, {plain: false, write: text => process.stdout.write(text)});
      return openCockpit(config, {
        env,
        clock: await clock(),
        ...AROUND,
        demo,
        ...(early === undefined ? {} : {early}),
      });
    },
    playDemo,
    playReplay: replayOn(env),
    ...relayParts({env, clock, signal}),
    confirm: async question => (await import('./confirm.js')).confirm(question, signal),
  };
}

const replayOn =
  (env: NodeJS.ProcessEnv): CommandContext['playReplay'] =>
  async (config, watch, request) =>
    (await import('./wire/replay.js')).playReplay(config, watch, {...request, env});

const targetKinds = async () => (await import('../targets/index.js')).targets;

/** What is said while a picture has the terminal is written when the terminal has been given back. */
function afterPicture(sink: Sink, early: EarlyStart | undefined): Sink {
  const screen = early?.screen;
  if (screen === undefined) return sink;
  return Object.create(sink, {write: {value: (text: string) => screen.afterwards(() => sink.write(text))}});
}

/** The feed server, and what is to be pasted at its other sides. */
function relayParts(parts: {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: () => Promise<Clock>;
  readonly signal: AbortSignal;
}): Pick<CommandContext, 'runRelay' | 'printRelayConfig' | 'hookKinds'> {
  return {
    hookKinds: async () => (await import('../relay/hooks/index.js')).hooks,
    runRelay: async (config, request) => {
      const {runRelay} = await import('./wire/relay/run-relay.js');
      const stop = AbortSignal.any([parts.signal, stopOn('SIGTERM'), stopOn('SIGHUP')]);
      const say = (line: string) => process.stderr.write(`${line}\n`);
      const {env} = parts;
      return runRelay(config, request, {env, clock: await parts.clock(), signal: stop, workers: WORKERS, say});
    },
    printRelayConfig: async request => (await import('./wire/relay/print-relay-config.js')).printRelayConfig(request),
  };
}

/** A service is told to stop by a signal, and leaves nothing half done. */
function stopOn(signal: NodeJS.Signals): AbortSignal {
  const stop = new AbortController();
  process.once(signal, () => stop.abort());
  return stop.signal;
}

/** The first `ctrl-c` asks what runs to stop; a second one ends the process as it would anywhere. */
function stopOnInterrupt(): {readonly signal: AbortSignal} {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  return {signal: stop.signal};
}
