import {JournalError} from '../core/ports.js';
import type {Fact} from '../core/shift/fact.js';
import {errorCode, nodeFiles} from '../lib/node/files.js';
import type {SegmentHeader} from './codec.js';
import {raise, VERSIONS} from './raise.js';
import {type Gap, type Salvage, salvageSegment, unreadableSegment} from './salvage.js';
import {readSegmentHeader} from './scan.js';
import {listSegments, type SegmentRef} from './segment.js';

export interface FactFilter {
  /** Only facts recorded at or after this time, Unix ms. */
  readonly since?: number;
  /** Only facts of these types. */
  readonly types?: readonly string[];
}

interface Piece {
  readonly ref: SegmentRef;
  readonly header: SegmentHeader | undefined;
}

/** How far the clock may have been set back without a fact being missed. */
const CLOCK_SLACK = 24 * 60 * 60 * 1000;

/**
 * Every recorded fact that can be read, oldest first, also those before the last snapshot, in today's shapes; those of a
 * newer version as they are. Takes no lock and repairs nothing: a line that is being written just now is left out. What
 * else cannot be read is told to `onGap`, and read past; without it, rejects with {@link JournalError}.
 */
export async function* readFacts(
  folder: string,
  filter: FactFilter = {},
  onGap: (gap: Gap) => void = refuse,
): AsyncGenerator<Fact, void, undefined> {
  for await (const facts of readFactsByFile(folder, filter, onGap)) yield* facts;
}

/** The same facts as {@link readFacts}, those of a file at once: to wait for each one of very many takes long. */
export async function* readFactsByFile(
  folder: string,
  filter: FactFilter = {},
  onGap: (gap: Gap) => void = refuse,
): AsyncGenerator<readonly Fact[], void, undefined> {
  const refs = await listSegments(folder, nodeFiles);
  const pieces = await Promise.all(refs.map(async (ref): Promise<Piece> => ({ref, header: await headerOf(ref)})));
  const isWanted = wanted(filter);
  for (const [index, {ref}] of pieces.entries()) {
    const later = pieces.slice(index + 1);
    if (isTooOld(later, filter.since)) continue;
    const {facts, gap} = await readPiece(ref, later);
    yield facts.filter(isWanted).map(fact => raise(fact, VERSIONS));
    if (gap !== undefined) onGap(gap);
  }
}

function refuse({what, next}: Gap): never {
  throw new JournalError('corrupt', what, {hint: `${next}.`});
}

/** What keeps it from being read is told when the whole file is. */
async function headerOf(ref: SegmentRef): Promise<SegmentHeader | undefined> {
  return readSegmentHeader(ref).catch(() => undefined);
}

function wanted({since, types}: FactFilter): (fact: Fact) => boolean {
  const chosen = types === undefined ? undefined : new Set(types);
  return fact => (chosen?.has(fact.type) ?? true) && (since === undefined || Date.parse(fact.at) >= since);
}

/** Says whether all facts before these files were recorded well before that time. */
function isTooOld(later: readonly Piece[], since: number | undefined): boolean {
  const next = later[0]?.header;
  return since !== undefined && next !== undefined && Date.parse(next.at) < since - CLOCK_SLACK;
}

/** What one file has that no later file has written anew. */
async function readPiece(ref: SegmentRef, later: readonly Piece[]): Promise<Salvage> {
  const cuts = later.flatMap(({header}) => header?.cuts ?? []).filter(({segment}) => segment === ref.number);
  const limit = cuts.length === 0 ? undefined : Math.min(...cuts.map(({bytes}) => bytes));
  if (limit === 0) return {facts: []};
  const found = await salvage(ref, {limit, isNewest: later.length === 0});
  const next = later.find(piece => piece.header !== undefined)?.header;
  if (next === undefined) return found;
  const origin = found.header?.origin ?? next.origin;
  return {...found, facts: found.facts.filter(fact => fact.origin !== origin || fact.seq < next.first)};
}

/** A segment may be given up and removed between listing and reading. */
async function salvage(
  ref: SegmentRef,
  {limit, isNewest}: {readonly limit: number | undefined; readonly isNewest: boolean},
): Promise<Salvage> {
  try {
    const buffer = await nodeFiles.readFile(ref.path);
    return salvageSegment(ref, {buffer, limit: Math.min(limit ?? buffer.length, buffer.length), isNewest});
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? {facts: []} : unreadableSegment(ref, error);
  }
}
