import type {Fact} from '../core/shift/fact.js';
import {errorCode, nodeFiles} from '../lib/node/files.js';
import type {SegmentHeader} from './codec.js';
import {raise, VERSIONS} from './raise.js';
import {readSegmentHeader, scanSegment} from './scan.js';
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
 * Every recorded fact, oldest first, also those before the last snapshot, in today's shapes; those of a newer version
 * as they are. Takes no lock and repairs nothing: a line that is being written just now is left out.
 */
export async function* readFacts(folder: string, filter: FactFilter = {}): AsyncGenerator<Fact, void, undefined> {
  const refs = await listSegments(folder, nodeFiles);
  const pieces = await Promise.all(
    refs.map(async (ref): Promise<Piece> => ({ref, header: await readSegmentHeader(ref)})),
  );
  const isWanted = wanted(filter);
  for (const [index, {ref}] of pieces.entries()) {
    const later = pieces.slice(index + 1);
    if (isTooOld(later, filter.since)) continue;
    for (const fact of await factsOf(ref, later)) if (isWanted(fact)) yield raise(fact, VERSIONS);
  }
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

/** The facts of one file that no later file has written anew. */
async function factsOf(ref: SegmentRef, later: readonly Piece[]): Promise<readonly Fact[]> {
  const cuts = later.flatMap(({header}) => header?.cuts ?? []).filter(({segment}) => segment === ref.number);
  const limit = cuts.length === 0 ? undefined : Math.min(...cuts.map(({bytes}) => bytes));
  if (limit === 0) return [];
  const buffer = await readUnlessGone(ref.path);
  if (buffer === undefined) return [];
  const {facts, header} = scanSegment(ref, buffer, limit);
  const first = later.find(piece => piece.header !== undefined)?.header?.first ?? Number.POSITIVE_INFINITY;
  return first === Number.POSITIVE_INFINITY
    ? facts
    : facts.filter(fact => fact.origin !== header?.origin || fact.seq < first);
}

/** A segment may be given up and removed between listing and reading. */
async function readUnlessGone(path: string): Promise<Buffer | undefined> {
  try {
    return await nodeFiles.readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
