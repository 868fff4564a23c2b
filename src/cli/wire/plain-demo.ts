import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Drill} from '../../core/drill/drill.js';
import {sentence} from '../../core/shift/sentence.js';
import {idleWatch} from '../../demo/idle.js';
import {scriptedOperator} from '../../demo/operator.js';
import {plainNight} from '../../demo/plain-night.js';
import {type Demo, startDemo} from '../../demo/start-demo.js';
import type {Engine} from '../../engine/engine.js';
import {advanceWhenIdle, type VirtualClock, virtualClock} from '../../lib/virtual-clock.js';
import type {DemoRequest} from '../play-request.js';
import {seededChance} from './chance.js';
import {demoConfig, nightOf} from './demo-config.js';
import {drillText, endMitigated} from './drill.js';
import {handoffText} from './handoff.js';
import {joinWatch} from './join-watch.js';
import {readLog} from './reading.js';

/** The night is polled less often than a real one, so that eight hours of it pass in seconds. */
const POLL = 30_000;

interface PlainParts {
  readonly env: Env;
  readonly signal: AbortSignal;
  readonly folder: string;
}

/** Plays the whole night at full speed through the same sources, writer and journal, and ends with the handoff. */
export async function playPlainNight(config: Config, request: DemoRequest, parts: PlainParts): Promise<number> {
  const began = nightStart();
  const clock = virtualClock(began);
  const watch = idleWatch();
  const demo = await startDemo({clock, ...nightOf(request)});
  const own = demoConfig(config, demo, parts.folder);
  const night = {...own, alertmanagers: own.alertmanagers.map(one => ({...one, poll: POLL}))};
  const joined = await joinWatch({
    config: night,
    env: parts.env,
    clock,
    live: true,
    chance: seededChance(request.seed),
    gone: () => undefined,
  });
  const {engine} = joined;
  try {
    const unread = new AbortController();
    const signal = AbortSignal.any([parts.signal, unread.signal]);
    const write = (text: string) => {
      // Nobody waits for the end of a night that goes nowhere.
      if (request.isRead?.() === false) unread.abort();
      else request.write(withoutPorts(text, demo));
    };
    const tell = plainNight({sentence}, line => write(`${line}\n`));
    const untell = engine.subscribe(({facts}) => tell(facts));
    if (request.drill === undefined) await beginNight(engine, {clock, signal});
    else await beginDrill(engine, {clock, demo, drill: request.drill, signal});
    await firstLooks(engine, {clock, idle: watch.idle, count: demo.sources.length, signal});
    await advanceWhenIdle({clock, idle: watch.idle, until: demo.endsAt, signal});
    if (!unread.signal.aborted) write(`\n${await lastWords(request, {engine, night, began, until: clock.now()})}`);
    untell();
    await engine.dispatch({type: 'leave-watch', on: clock.now()});
    return 0;
  } finally {
    await joined.leave();
    await demo.stop();
    watch.stop();
  }
}

/** The scripted operator sits at a cockpit all night, although nobody sees one. */
async function beginNight(
  engine: Engine,
  {clock, signal}: {readonly clock: VirtualClock; readonly signal: AbortSignal},
): Promise<void> {
  await engine.dispatch({type: 'open-watch', on: clock.now()});
  scriptedOperator(engine, clock, {signal});
}

/** Nobody stands the watch of a drill that is played as lines: it shows how it goes when nothing is done. */
async function beginDrill(
  engine: Engine,
  {clock, demo, drill, signal}: {clock: VirtualClock; demo: Demo; drill: Drill; signal: AbortSignal},
): Promise<void> {
  endMitigated(drill, engine, {clock, demo, signal});
  const {operator} = engine.store.getState().settings;
  await engine.dispatch({type: 'start-shift', operator, endsAt: demo.endsAt});
}

interface Played {
  readonly engine: Engine;
  readonly night: Config;
  readonly began: number;
  readonly until: number;
}

/** A night ends with its handoff, a drill with how it went. */
async function lastWords({drill}: DemoRequest, {engine, night, ...time}: Played): Promise<string> {
  if (drill !== undefined) return drillText(drill, night, time);
  return handoffText(await readLog(night), engine.store.getState(), time.until);
}

interface Looking {
  readonly clock: VirtualClock;
  readonly idle: () => Promise<void>;
  readonly count: number;
  readonly signal: AbortSignal;
}

/**
 * The sources begin a millisecond apart. What is loaded for a first request takes its time unseen, so that each of them
 * is waited for by what it has answered.
 */
async function firstLooks({store}: Engine, {clock, idle, count, signal}: Looking): Promise<void> {
  const answered = () => [...store.getState().live.sources.values()].filter(({lastGood}) => lastGood !== undefined);
  for (let known = 1; known <= count; known++) {
    await idle();
    clock.advance(1);
    while (answered().length < known && !signal.aborted) await new Promise<void>(resolve => setTimeout(resolve, 5));
  }
}

/** The system chose them, and they would be all that differs between two nights of one seed. */
function withoutPorts(text: string, {sources}: Demo): string {
  return sources.reduce((rest, {url}) => rest.replaceAll(new URL(url).host, new URL(url).hostname), text);
}

/** Yesterday evening, 21:00 UTC: a night that ends in the past of nobody's clock matters only to its reader. */
function nightStart(): number {
  const today = new Date();
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - 1, 21);
}
