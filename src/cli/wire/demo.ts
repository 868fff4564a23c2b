import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {fastClock} from '../../demo/fast-clock.js';
import {DEFAULT_SPEED, startDemo} from '../../demo/start-demo.js';
import type {DemoRequest} from '../play-request.js';
import {openCockpit} from './cockpit.js';
import {demoConfig, nightOf} from './demo-config.js';

interface DemoParts {
  readonly env: Env;
  readonly signal: AbortSignal;
  /** The folder of runbooks that comes with the program. */
  readonly runbooks: string;
}

/** Plays the scripted night: in the cockpit, or as plain lines. The journal lives as long as the demo. */
export async function playDemo(config: Config, request: DemoRequest, parts: DemoParts): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-demo-'));
  try {
    if (request.plain) {
      const {playPlainNight} = await import('./plain-demo.js');
      return await playPlainNight(config, request, {...parts, folder});
    }
    return await playInCockpit(config, request, {...parts, folder});
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

async function playInCockpit(
  config: Config,
  request: DemoRequest,
  parts: DemoParts & {readonly folder: string},
): Promise<number> {
  const clock = fastClock(request.speed ?? DEFAULT_SPEED);
  const demo = await startDemo({clock, ...nightOf(request)});
  try {
    return await openCockpit(demoConfig(config, demo, parts.folder), {
      env: parts.env,
      clock,
      runbooks: parts.runbooks,
      notices: [noticeOf(request, parts.folder)],
      shift: {endsAt: demo.endsAt},
    });
  } finally {
    await demo.stop();
  }
}

function noticeOf(request: DemoRequest, folder: string): string {
  const speed = request.speed ?? DEFAULT_SPEED;
  const pace = speed === 1 ? 'as fast as the world' : `${speed} times as fast as the world`;
  return `Demo night, ${pace}. From another shell: wk --state ${folder} log`;
}
