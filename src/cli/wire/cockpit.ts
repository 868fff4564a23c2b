import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock} from '../../core/ports.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {keepHeapsTight} from '../../lib/node/tight-heap.js';
import {OperatorError} from '../../lib/operator-error.js';
import {plainText} from '../../lib/plain-text.js';
import {capabilitiesOf} from '../../terminal/capabilities.js';
import {guardTerminal, type LeaveReason} from '../../terminal/leaving.js';
import {watchForLoss} from '../../terminal/lost-terminal.js';
import {openScreen} from '../../terminal/open-screen.js';
import {noSourceScreen} from './first-start.js';
import {takeSeat, type WatchSeat} from './watch-seat.js';

export interface CockpitParts {
  readonly env: Env;
  /** The clock of the watch; the terminal keeps the machine's own. */
  readonly clock: Clock;
  readonly workers?: URL;
  readonly notices?: readonly string[];
  /** Starts a shift as the cockpit opens, where none runs. */
  readonly shift?: {readonly endsAt: number};
  /** What the demo offers when nothing is configured. */
  readonly demo?: () => Promise<number>;
}

/** Opens the cockpit and resolves with the exit code when it is left. */
export async function openCockpit(config: Config, parts: CockpitParts): Promise<number> {
  demandTerminal(parts.env);
  keepHeapsTight();
  if (config.alertmanagers.length === 0) return noSourceScreen(config, parts.demo);
  const seat = await takeSeat({config, env: parts.env, clock: parts.clock, live: true, ...workersOf(parts)});
  try {
    if (parts.shift !== undefined && seat.engine.store.getState().shift.shift === undefined) {
      await seat.engine.dispatch({type: 'start-shift', operator: config.operator, endsAt: parts.shift.endsAt});
    }
    return await show(config, seat, parts);
  } finally {
    await seat.leave();
  }
}

async function show(config: Config, seat: WatchSeat, parts: CockpitParts): Promise<number> {
  const {runCockpit} = await import('../../ui/run.js');
  const screen = openScreen({
    stdin: process.stdin,
    stdout: process.stdout,
    env: parts.env,
    clock: systemClock,
    allows: () => config.ui,
  });
  const closeLost = watchForLoss();
  const lift = guardTerminal(screen, {
    stdin: process.stdin,
    stdout: process.stdout,
    onLeave: reason => parting(reason, seat),
    // The event loop may be full of what can never finish (a terminal that is gone): nothing else ends in time.
    exit: code => {
      closeLost();
      process.exit(code);
    },
  });
  try {
    await runCockpit({
      engine: seat.engine,
      screen: {...screen, suspend: () => seat.away(() => screen.suspend())},
      clock: parts.clock,
      pace: systemClock,
      notices: [...seat.notices, ...(parts.notices ?? [])],
    });
    return 0;
  } finally {
    lift();
    await screen.close();
  }
}

/** What the process still does when it has to go: the journal is settled, and a bug is told where it can be read. */
async function parting(reason: LeaveReason, seat: WatchSeat): Promise<void> {
  if (reason.kind === 'error') {
    const {error} = reason;
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`watchkeeper failed: ${plainText(said, {multiline: true})}\n`);
    process.stderr.write('This is a bug. What was recorded is safe in the journal: wk log shows it.\n');
  }
  await seat.leave();
}

function demandTerminal(env: Env): void {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    throw new OperatorError('The cockpit needs a terminal, and this is none.', {
      hint: 'For scripts and pipes there are `wk alerts`, `wk ack` and the other commands: see `wk --help`.',
    });
  }
  if (!capabilitiesOf(env).addressable) {
    throw new OperatorError(
      `A terminal of type "${env.TERM ?? ''}" cannot place text, so the cockpit cannot be drawn on it.`,
      {
        hint: 'Set TERM to what your terminal is, such as TERM=xterm-256color, or use `wk alerts` and `wk log`.',
      },
    );
  }
}

function workersOf(parts: CockpitParts): {readonly workers?: URL} {
  return parts.workers === undefined ? {} : {workers: parts.workers};
}
