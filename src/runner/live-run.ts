import {open, readFile} from 'node:fs/promises';
import type {Clock} from '../core/ports.js';
import type {RunEvent, Running, RunResult} from '../core/runbook/run.js';
import {secretsFoundIn} from '../lib/mask-secrets.js';
import {errorCode, removeIfThere} from '../lib/node/files.js';
import {plainText} from '../lib/plain-text.js';
import {secretsPrinted} from '../lib/printed-secrets.js';
import {namedSecrets} from '../lib/secret-name.js';
import {endOfFile} from './end-of-file.js';
import type {Ending} from './ending.js';
import type {About, Followed} from './host/host.js';
import {outputReader} from './output-reader.js';
import type {RunFiles} from './paths.js';
import {pause} from './pause.js';
import {type RunRecord, writeResult} from './record.js';
import {type EndedBy, resultOf} from './result.js';

/** Bytes at the end of an output that are searched for secrets: more than is ever kept of it. */
const LOOKED_AT = 64 * 1024;
/** Between two looks at the file: at once while it grows, more rarely when it rests. */
const SHORTEST_MS = 10;
const LONGEST_MS = 100;
/** Between two looks whether the leader still lives. */
const ALIVE_MS = 500;

export interface LiveOptions {
  readonly followed: Followed;
  readonly files: RunFiles;
  readonly record: RunRecord;
  readonly clock: Clock;
  readonly onEvent: (event: RunEvent) => void;
}

export interface LiveRun extends Running {
  /** Stops following; `ended` resolves as lost. */
  leave(): void;
}

interface Live extends LiveOptions {
  endedBy: EndedBy | undefined;
  left: boolean;
  over: boolean;
  stopping: Promise<readonly string[]> | undefined;
}

/** Follows a run to its end: output as it comes, time limits, stop, result. */
export function liveRun(options: LiveOptions): LiveRun {
  const live: Live = {...options, endedBy: undefined, left: false, over: false, stopping: undefined};
  const ended = follow(live)
    .catch(error => failed(live, error))
    .finally(() => {
      live.over = true;
    });
  return {
    ended,
    async stop() {
      if (live.over) await live.followed.stop();
      else await stopFor(live, 'stopped');
      await ended;
    },
    leave() {
      live.left = true;
    },
  };
}

function stopFor(live: Live, cause: EndedBy): Promise<readonly string[]> {
  live.endedBy ??= cause;
  live.stopping ??= live.followed.stop();
  return live.stopping;
}

async function follow(live: Live): Promise<RunResult> {
  const {followed, record, files, clock, onEvent} = live;
  onEvent({type: 'started', pid: followed.pid, startedAt: record.startedAt, file: files.output});
  const file = await open(files.output, 'r');
  try {
    const reader = outputReader(file, followed.noise);
    const emit = (lines: ReturnType<typeof reader.end>) => {
      if (lines.length > 0) onEvent({type: 'output', lines});
    };
    const {ending, why} = await followFile(live, async () => {
      const {lines, more} = await reader.read();
      emit(lines);
      return more;
    });
    emit(reader.end());
    const about = await aboutOf(live);
    const told = {endedBy: live.endedBy, why, about, endedAt: clock.now(), bytes: reader.bytes()};
    return await conclude(live, resultOf(ending, told));
  } finally {
    await file.close();
  }
}

async function conclude(live: Live, found: RunResult): Promise<RunResult> {
  if (live.left) return found;
  const trouble = await writeResult(live.files, found).then(() => undefined, errorCode);
  const told = `its end could not be written down (${trouble}): it will be a leftover after a restart`;
  const result = trouble === undefined ? found : {...found, notes: [...(found.notes ?? []), told]};
  live.onEvent({type: 'ended', result, secrets: await secretsOf(live, result)});
  return result;
}

/** What variables held that are named like a secret, what the statement itself has in clear, and what it prints as one. */
async function secretsOf({followed, files}: Live, {code}: RunResult): Promise<readonly string[]> {
  const [named, statement, output] = await Promise.all([
    followed.takeSecrets().catch(() => []),
    readFile(files.statement, 'utf8').catch(() => ''),
    endOfFile(files.output, LOOKED_AT).catch(() => ''),
  ]);
  const printed = secretsPrinted(statement, {output: plainText(output, {multiline: true}), failed: code !== 0});
  return [...namedSecrets(named), ...secretsFoundIn(statement), ...printed];
}

interface End {
  readonly ending: Ending | undefined;
  readonly why: string | undefined;
}

async function followFile(live: Live, read: () => Promise<boolean>): Promise<End> {
  const watch = limits(live);
  const state = {rest: SHORTEST_MS, lookedAt: Number.NEGATIVE_INFINITY, woken: live.followed.woken === undefined};
  const waking = live.followed.woken?.then(() => {
    state.woken = true;
  });
  for (;;) {
    if (live.left) return {ending: undefined, why: 'the cockpit let go of it; it goes on'};
    // Asked before the output is read: what was written before the end is read before the end is told.
    const end = await endOf(live, state);
    const more = await read();
    if (end !== undefined && !more) return end;
    state.rest = more || end !== undefined ? SHORTEST_MS : Math.min(LONGEST_MS, state.rest * 1.5);
    watch(more);
    await (state.woken ? pause(state.rest) : Promise.race([pause(state.rest), waking]));
  }
}

async function endOf(live: Live, state: {lookedAt: number}): Promise<End | undefined> {
  const {followed, clock} = live;
  const ending = await followed.ending();
  if (ending !== undefined) return {ending, why: undefined};
  const now = clock.monotonic();
  if (now - state.lookedAt < ALIVE_MS && live.endedBy === undefined) return undefined;
  state.lookedAt = now;
  if (await followed.isThere()) return undefined;
  // It may have written its last word between the two questions.
  const late = await followed.ending();
  if (late !== undefined) return {ending: late, why: undefined};
  const why = live.endedBy === undefined ? await followed.lost() : 'stopped';
  return why === undefined ? undefined : {ending: undefined, why};
}

/** Ends the run when one of its limits has passed; called with whether output came. */
function limits(live: Live): (more: boolean) => void {
  const {idleTimeout, totalTimeout, startedAt} = live.record;
  const began = live.clock.monotonic() - Math.max(0, live.clock.now() - startedAt);
  let heard = live.clock.monotonic();
  return more => {
    const now = live.clock.monotonic();
    if (more) heard = now;
    if (live.stopping !== undefined) return;
    if (totalTimeout !== undefined && now - began >= totalTimeout) void stopFor(live, 'total-timeout');
    else if (idleTimeout !== undefined && now - heard >= idleTimeout) void stopFor(live, 'idle-timeout');
  };
}

/**
 * What a stop could not end is known from the stop; what was named as left while it went on is asked about again after
 * it: a shell ends by TERM before what it started ends by KILL.
 */
async function aboutOf({left, followed, stopping}: Live): Promise<About> {
  if (left) return {notes: [], left: []};
  if (stopping === undefined) return followed.about();
  const notes = await stopping;
  const about = await followed.about();
  const lives = about.left.length === 0 ? [] : await followed.leftRunning().catch(() => about.left);
  return {...about, left: lives, notes};
}

/** The disk or the folder failed us: the run goes on, but not under our eyes. */
async function failed(live: Live, error: unknown): Promise<RunResult> {
  const why = errorCode(error) ?? (error instanceof Error ? error.message : String(error));
  const reason = `its output cannot be followed: ${why}`;
  const result: RunResult = {how: 'lost', endedAt: live.clock.now(), reason, bytes: 0};
  await removeIfThere(live.files.result).catch(() => undefined);
  live.onEvent({type: 'ended', result});
  return result;
}
