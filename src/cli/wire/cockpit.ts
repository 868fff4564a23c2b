import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import type {RunbookDesk} from '../../core/runbook/desk.js';
import type {Engine} from '../../engine/engine.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {keepHeapsTight} from '../../lib/node/tight-heap.js';
import {openScreen} from '../../terminal/open-screen.js';
import {demandTerminal} from './demand-terminal.js';
import {openDesk} from './desk.js';
import type {EarlyStart} from './early-screen.js';
import {noSourceScreen} from './first-start.js';
import {guardScreen} from './guard.js';
import {redactor} from './redactor.js';
import {lazyRunner} from './runs.js';
import {openWatchDesk} from './watch-desk.js';
import {takeSeat, type WatchSeat} from './watch-seat.js';

export interface CockpitParts {
  readonly env: Env;
  /** The clock of the watch; the terminal keeps the machine's own. */
  readonly clock: Clock;
  readonly workers?: URL;
  /** The folder of runbooks that comes with the program. */
  readonly runbooks: string;
  readonly notices?: readonly string[];
  /** Starts a shift as the cockpit opens, where none runs. */
  readonly shift?: {readonly endsAt: number};
  /** Told of the watch as soon as it is there. */
  readonly opened?: (engine: Engine) => void;
  /** What was shown and asked before the configuration was read. */
  readonly early?: EarlyStart;
  /** What runs `wk doctor` with the same configuration. */
  readonly doctor?: readonly string[];
  /** What the demo offers when nothing is configured. */
  readonly demo?: () => Promise<number>;
}

/** How long a start takes at most, ms: until then V8 keeps to its own options. */
const STARTED = 1_000;

/** Opens the cockpit and resolves with the exit code when it is left. */
export async function openCockpit(config: Config, parts: CockpitParts): Promise<number> {
  demandTerminal(parts.env, config.ui);
  if (config.alertmanagers.length === 0 && config.feed === undefined && !(await isWatched(config, parts.clock))) {
    await parts.early?.screen?.screen.close();
    return noSourceScreen(config, parts.demo);
  }
  // The demo's clock runs fast; what is run for real takes its time.
  const runner = lazyRunner(config, {env: parts.env, clock: systemClock});
  const redact = redactor(config, parts.env);
  // What was compiled as the program was built is taken under the same options only, and a start leaves garbage but once.
  const cancel = systemClock.after(STARTED, keepHeapsTight);
  const runs = {runner, redact: redact.output};
  const seat = await takeSeat({
    config,
    env: parts.env,
    clock: parts.clock,
    live: true,
    sends: 'all',
    runs,
    ...workersOf(parts),
  });
  try {
    parts.opened?.(seat.engine);
    if (parts.shift !== undefined && seat.engine.store.getState().shift.shift === undefined) {
      await seat.engine.dispatch({type: 'start-shift', operator: config.operator, endsAt: parts.shift.endsAt});
    }
    const desk = openDesk({config, env: parts.env, clock: systemClock, builtIn: parts.runbooks, runner, redact});
    return await show(config, seat, {...parts, desk});
  } finally {
    cancel();
    await seat.leave();
    await runner.leave();
  }
}

/** Somebody who names no Alertmanager means those of the cockpit that is open, and attaches to it. */
async function isWatched(config: Config, clock: Clock): Promise<boolean> {
  const {viaHolder} = await import('./via-holder.js');
  return (await viaHolder(config, {clock, signal: new AbortController().signal})) !== undefined;
}

async function show(
  config: Config,
  seat: WatchSeat,
  parts: CockpitParts & {readonly desk: RunbookDesk},
): Promise<number> {
  const {runCockpit} = await import('../../ui/run.js');
  const {screen, early} = screenOf(config, parts);
  const lift = guardScreen(screen, () => seat.leave());
  const isPainted = screen.lines === undefined;
  const pictures = isPainted && parts.early?.file.folder === config.stateDir ? parts.early.file : undefined;
  try {
    await runCockpit({
      engine: seat.engine,
      screen: {...screen, suspend: () => seat.away(() => screen.suspend())},
      clock: parts.clock,
      desk: parts.desk,
      watchDesk: openWatchDesk(config, {
        env: parts.env,
        cwd: process.cwd(),
        ...(parts.doctor === undefined ? {} : {doctor: parts.doctor}),
      }),
      messages: async () => (await import('./messages.js')).openMessages(config.templates),
      pace: systemClock,
      notices: [...seat.notices, ...(parts.notices ?? [])],
      ...(early === undefined ? {} : {early}),
      ...(pictures === undefined ? {} : {keep: pictures.keep}),
    });
    // Only who leaves by a key wants nobody to go on: a line that is cut does not come here.
    await seat.engine.depart?.();
    return 0;
  } finally {
    lift();
    await screen.close();
    await pictures?.settled();
  }
}

/** The screen that has been open since the start, with what was pressed on it; else a new one. */
function screenOf(config: Config, {env, early}: CockpitParts) {
  const before = early?.screen;
  if (before === undefined) {
    const {stdin, stdout} = process;
    const {reader = false} = config.ui;
    return {screen: openScreen({stdin, stdout, env, clock: systemClock, allows: () => config.ui, reader})};
  }
  before.allow(config.ui);
  return {screen: before.screen, early: before.handOver()};
}

function workersOf(parts: CockpitParts): {readonly workers?: URL} {
  return parts.workers === undefined ? {} : {workers: parts.workers};
}
