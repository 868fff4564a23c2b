import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {fastClock} from '../../demo/fast-clock.js';
import {DEFAULT_SPEED, startDemo} from '../../demo/start-demo.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {DemoRequest} from '../play-request.js';
import {openCockpit} from './cockpit.js';
import {demoConfig, nightOf} from './demo-config.js';
import {drillText, endMitigated} from './drill.js';

interface DemoParts {
  readonly env: Env;
  readonly signal: AbortSignal;
  /** The folder of runbooks that comes with the program. */
  readonly runbooks: string;
}

/** Plays the scripted night: in the cockpit, or as plain lines. The journal lives as long as the demo. */
export async function playDemo(config: Config, request: DemoRequest, parts: DemoParts): Promise<number> {
  const folder = await folderOf(request);
  try {
    if (request.plain) {
      const {playPlainNight} = await import('./plain-demo.js');
      return await playPlainNight(config, request, {...parts, folder});
    }
    return await playInCockpit(config, request, {...parts, folder});
  } finally {
    if (request.keep === undefined) await rm(folder, {recursive: true, force: true});
  }
}

/** A folder of its own, or the one that is to be kept, which must not have a journal of anything else. */
async function folderOf({keep}: DemoRequest): Promise<string> {
  if (keep === undefined) return mkdtemp(join(tmpdir(), 'watchkeeper-demo-'));
  try {
    await mkdir(keep, {recursive: true, mode: 0o700});
    if ((await readdir(keep)).length === 0) return keep;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new OperatorError(`${keep} cannot be made (${code}).`, {hint: 'Name another folder with --keep.', cause});
  }
  throw new OperatorError(`${keep} is not empty.`, {
    hint: 'Name a new folder with --keep: a log that is there is kept.',
  });
}

async function playInCockpit(
  config: Config,
  request: DemoRequest,
  parts: DemoParts & {readonly folder: string},
): Promise<number> {
  const {drill} = request;
  const clock = fastClock(speedOf(request));
  const began = clock.now();
  const demo = await startDemo({clock, ...nightOf(request)});
  const own = {...demoConfig(config, demo, parts.folder), ...(drill === undefined ? {} : {drill: drill.title})};
  const left = new AbortController();
  try {
    const code = await openCockpit(own, {
      env: parts.env,
      clock,
      runbooks: parts.runbooks,
      notices: [noticeOf(request, parts.folder)],
      shift: {endsAt: demo.endsAt},
      ...(drill === undefined
        ? {}
        : {opened: engine => endMitigated(drill, engine, {clock, demo, signal: left.signal})}),
    });
    if (drill !== undefined) request.write(await drillText(drill, own, {began, until: clock.now()}));
    return code;
  } finally {
    left.abort();
    await demo.stop();
  }
}

/** A drill is practised in the time that things take, unless it is told otherwise. */
function speedOf({speed, drill}: DemoRequest): number {
  return speed ?? (drill === undefined ? DEFAULT_SPEED : 1);
}

function noticeOf(request: DemoRequest, folder: string): string {
  const speed = speedOf(request);
  const pace = speed === 1 ? 'as fast as the world' : `${speed} times as fast as the world`;
  const what = request.drill === undefined ? 'Demo night' : `Drill: ${request.drill.title}`;
  return `${what}, ${pace}. From another shell: wk --state ${folder} log`;
}
