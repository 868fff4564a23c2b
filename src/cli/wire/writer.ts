import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {toSettings} from '../../config/to-settings.js';
import {type Clock, type Journal, JournalError} from '../../core/ports.js';
import {fromSnapshot} from '../../core/shift/snapshot.js';
import {createEngine, type EngineParts} from '../../engine/create-engine.js';
import {serveWatch} from '../../engine/serve-watch.js';
import type {Runs} from '../../engine/step-runner.js';
import type {WatchMessage} from '../../engine/wire-format.js';
import type {DoorReply} from '../../journal/door/open-door.js';
import {openDoor} from '../../journal/door/open-door.js';
import type {DoorRequest, OpenCommand, Query, Want} from '../../journal/door/protocol.js';
import type {Lock} from '../../journal/lock.js';
import {type DiskJournal, openJournal} from '../../journal/open-journal.js';
import {seenMark} from '../../journal/seen-mark.js';
import {randomId} from '../../lib/node/random-ids.js';
import {OperatorError} from '../../lib/operator-error.js';
import {EXIT} from '../exit-codes.js';
import {VERSION} from '../version.js';
import {answerQuery} from './answer-query.js';
import type {AnsweringSources} from './answer-sources.js';
import type {Chance} from './chance.js';
import {fingerprintOf} from './config-fingerprint.js';
import {factsSince} from './facts-since.js';
import {feedOf} from './feed.js';
import type {JoinedWatch} from './joined-watch.js';
import {lookupsOf} from './lookups.js';
import {pageWriterOf} from './page-writer.js';
import {rostersOf} from './rosters.js';
import {sourcesOf} from './sources.js';
import {untrustedJournal} from './untrusted-journal.js';
import {warningsFile} from './warnings-file.js';

/** How long a command that is done goes on for those that came to it meanwhile, in ms. */
const LINGER = 5_000;
/** So many of the last requests are remembered. */
const REMEMBERED = 1_000;

interface WriterParts {
  readonly config: Config;
  readonly env: Env;
  readonly clock: Clock;
  readonly lock: Extract<Lock, {held: true}>;
  /** False for a command that only writes a note: then no source is asked. */
  readonly live: boolean;
  /** A command, which ends as soon as its own work and that of those who came meanwhile is done. */
  readonly brief?: boolean;
  /** Where the built worker files are; without it polling happens in this thread. */
  readonly workers?: URL;
  /** What stands for chance, where a watch is to be the same each time. */
  readonly chance?: Chance;
  /** What of the outbox is sent; absent for nothing. */
  readonly sends?: 'all' | 'new';
  /** Absent for a command: it neither starts statements nor looks after those that run. */
  readonly runs?: Runs;
}

/** Becomes the one writer: opens the journal, watches the sources, and opens the door for the others. */
export async function becomeWriter(parts: WriterParts): Promise<JoinedWatch> {
  const {config, clock, lock} = parts;
  try {
    const warn = warningsFile(config.stateDir, clock);
    const disk = await openedJournal(config, clock);
    const journal = sized(disk);
    const feed = parts.live ? await feedOf(config, parts) : undefined;
    const engine = await createEngine({
      journal,
      clock,
      ids: parts.chance?.ids ?? randomId,
      sources: parts.live ? await sourcesOf(config, {...parts, ready: isToAct(parts)}) : [],
      settings: toSettings(config),
      rosters: parts.live ? rostersOf(config, parts) : [],
      lookups: await lookupsOf(config, parts.env, clock),
      warn,
      ...(await outboxOf(parts)),
      ...(await pageWriterOf(config, warn)),
      factsSince: since => factsSince(config.stateDir, {since, warn}),
      ...(isCockpit(parts) ? {seen: seenMark(config.stateDir)} : {}),
      ...(feed === undefined ? {} : {feed}),
      ...(parts.runs === undefined ? {} : {runs: parts.runs}),
    });
    const answering = {engine, clock, config, env: parts.env, ...(parts.runs === undefined ? {} : {runs: parts.runs})};
    const once = onceEach();
    const door = await openDoor({
      folder: config.stateDir,
      clock,
      version: VERSION,
      config: fingerprintOf(config),
      ...(parts.brief === true ? {offers: offersOf(parts)} : {}),
      onRequest: request => once(request.id, () => serve(request, answering)),
      onWatch: connection => {
        const stop = serveWatch(engine, {clock, send: (message: WatchMessage) => void connection.send(message)});
        connection.onClose(stop);
      },
    }).catch(async (error: unknown) => {
      await engine.stop();
      throw error;
    });
    return {
      engine,
      role: 'writer',
      notices: journal.notices,
      leave: async () => {
        await door.close(parts.brief === true ? LINGER : 0);
        await engine.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A cockpit, which goes on and acts; a watch that is to be the same each time asks nobody beside it. */
function isToAct({config, brief, chance}: WriterParts): boolean {
  return brief !== true && chance === undefined && !config.readOnly;
}

/** Whoever stays, sees what fires and does what is due: no command, however long it takes. */
function isCockpit({live, brief, sends}: WriterParts): boolean {
  return live && brief !== true && sends === 'all';
}

/** Vendors are loaded only where something can be sent to them. */
async function outboxOf({config, env, clock, sends}: WriterParts): Promise<Pick<EngineParts, 'targets' | 'sends'>> {
  if (sends === undefined) return {};
  if (config.targets.length === 0) return {targets: [], sends};
  const {targetsOf} = await import('./targets.js');
  return {targets: targetsOf(config, {env, clock}), sends};
}

/**
 * A journal that cannot be trusted is not written to, but it must not keep anybody from seeing what fires: then nothing
 * is recorded, and the screen says so. What cannot be opened at all (no folder, no right) is told instead.
 */
async function openedJournal(config: Config, clock: Clock): Promise<DiskJournal | Journal> {
  try {
    return await openJournal({
      folder: config.stateDir,
      clock,
      ids: randomId,
      accepts: snapshot => fromSnapshot(snapshot) !== undefined,
    });
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    if (error.kind === 'corrupt') return untrustedJournal(error);
    throw new OperatorError(`The journal in ${config.stateDir} cannot be opened: ${error.message}`, {
      hint: error.hint,
      exitCode: error.kind === 'newer' || error.kind === 'read-only' ? EXIT.refused : EXIT.failed,
      cause: error,
    });
  }
}

/** The journal with its size in the engine's terms, and what was repaired when it was opened. */
function sized(disk: DiskJournal | Journal): Journal & {readonly notices: string[]} {
  const notices: string[] = [];
  return {
    notices,
    replay: async () => {
      const replay = await disk.replay();
      if (replay.repaired !== undefined) notices.push(replay.repaired);
      return replay;
    },
    append: facts => disk.append(facts),
    rotate: (snapshot, seq) => disk.rotate(snapshot, seq),
    size: () => ('health' in disk ? (disk.health().segment?.bytes ?? 0) : 0),
    close: () => disk.close(),
  };
}

async function serve(
  request: DoorRequest & {readonly command: OpenCommand | Query},
  answering: AnsweringSources,
): Promise<DoorReply> {
  const {engine} = answering;
  const {command, by, wait} = request;
  if (isQuery(command)) return answerQuery(command, answering);
  const outcome = await engine.dispatch(command, by, request.id);
  if (!outcome.ok) return outcome;
  return {...outcome, ...(wait === undefined ? {} : {settling: engine.settle(outcome.facts, wait)})};
}

function offersOf({live, runs}: Pick<WriterParts, 'live' | 'runs'>): readonly Want[] {
  return [...(live ? (['live'] as const) : []), ...(runs === undefined ? [] : (['runs'] as const))];
}

/** The same request again gets the answer that the first one got, or gets. */
function onceEach(): (id: string, serve: () => Promise<DoorReply>) => Promise<DoorReply> {
  const replies = new Map<string, Promise<DoorReply>>();
  return (id, serve) => {
    const known = replies.get(id);
    if (known !== undefined) return known;
    const reply = serve();
    replies.set(id, reply);
    const [oldest] = replies.keys();
    if (replies.size > REMEMBERED && oldest !== undefined) replies.delete(oldest);
    return reply;
  };
}

function isQuery(command: OpenCommand | Query): command is Query {
  return command.type.startsWith('query.');
}
