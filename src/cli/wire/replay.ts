import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {toSettings} from '../../config/to-settings.js';
import type {RecordedWatch} from '../../core/replay/recorded-watch.js';
import {createReplay} from '../../engine/replay-engine.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {openScreen} from '../../terminal/open-screen.js';
import type {ReplayRequest} from '../play-request.js';
import {demandTerminal} from './demand-terminal.js';
import {guardScreen} from './guard.js';

/** Plays a recorded watch in the cockpit until it is left. It takes no lock, asks no source and writes nothing. */
export async function playReplay(
  config: Config,
  watch: RecordedWatch,
  {env, ...request}: ReplayRequest & {readonly env: Env},
): Promise<number> {
  demandTerminal(env, config.ui);
  const {runCockpit} = await import('../../ui/run.js');
  const {engine, clock, control} = createReplay(watch, {settings: toSettings(config), pace: systemClock, ...request});
  const {stdin, stdout} = process;
  const {reader = false} = config.ui;
  const screen = openScreen({stdin, stdout, env, clock: systemClock, allows: () => config.ui, reader});
  const lift = guardScreen(screen, () => engine.stop());
  try {
    await runCockpit({engine, screen, clock, replay: control, pace: systemClock});
    return 0;
  } finally {
    await engine.stop();
    lift();
    await screen.close();
  }
}
