import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import * as v from 'valibot';
import {bundledWatch} from '../../core/handoff/bundle.js';
import type {Fact} from '../../core/shift/fact.js';
import type {ShiftState} from '../../core/shift/state.js';
import {OperatorError} from '../../lib/operator-error.js';
import {plainText} from '../../lib/plain-text.js';
import {isTooDeep, receivedFact} from '../../sources/feed/received-fact.js';
import {EXIT} from '../exit-codes.js';
import type {BundleText} from '../handoff-ask.js';

/** Raised when an older reader would misread a file. */
const VERSION = 1;
/** Bytes; a month of busy watches is some ten MB. */
const LARGEST = 256 * 1024 * 1024;

const headSchema = v.object({
  bundle: v.number(),
  operator: v.string(),
  origin: v.string(),
  shift: v.optional(v.string()),
  facts: v.number(),
  sha256: v.string(),
});
export type BundleHead = v.InferOutput<typeof headSchema>;

const factSchema = v.pipe(
  v.looseObject({
    v: v.number(),
    seq: v.number(),
    origin: v.string(),
    at: v.pipe(v.string(), v.isoTimestamp()),
    by: v.string(),
    type: v.pipe(v.string(), v.regex(/^[a-z-]+\.[a-z-]+$/)),
  }),
  v.check(fact => !isTooDeep(fact)),
);

/** A bundle: a line that says what it is and what its facts add up to, then a fact a line. */
export function bundleText(
  facts: readonly Fact[],
  shift: ShiftState,
  made: {readonly operator: string; readonly from: number; readonly shift?: string},
): BundleText {
  const {facts: chosen, ...cut} = bundledWatch(facts, shift, made);
  const body = chosen.map(fact => `${JSON.stringify(fact)}\n`).join('');
  const head: BundleHead = {
    bundle: VERSION,
    operator: made.operator,
    origin: shift.origin,
    ...(made.shift === undefined ? {} : {shift: made.shift}),
    facts: chosen.length,
    sha256: sha256(body),
  };
  return {text: `${JSON.stringify(head)}\n${body}`, ...cut};
}

/** Reads a bundle whole. Rejects with what is wrong with it: then nothing of it is taken. */
export async function readBundle(path: string): Promise<{readonly head: BundleHead; readonly facts: readonly Fact[]}> {
  const text = await readFile(path).then(checked, (cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new OperatorError(`${path} cannot be read (${code}).`, {
      hint: 'Name the file that `wk handoff --bundle` wrote.',
      exitCode: EXIT.notFound,
      cause,
    });
  });
  const end = text.indexOf('\n');
  const head = v.safeParse(headSchema, parsed(text.slice(0, end)));
  if (!head.success) throw unfit(path, 'it is no bundle of a watch');
  if (head.output.bundle > VERSION) {
    const layout = `a layout that this one does not know (${head.output.bundle}; it knows up to ${VERSION})`;
    throw unfit(path, `it was written by a newer wk, in ${layout}`, 'Update this wk and accept it again');
  }
  const body = text.slice(end + 1);
  if (sha256(body) !== head.output.sha256) throw unfit(path, 'its checksum does not fit: it is cut off or was changed');
  const facts = body
    .split('\n')
    .filter(line => line !== '')
    .map(line => v.safeParse(factSchema, parsed(line)));
  if (facts.some(({success}) => !success)) throw unfit(path, 'a line of it is no fact');
  return {
    head: {...head.output, operator: plainText(head.output.operator)},
    facts: facts.map(({output}) => receivedFact(output as Parameters<typeof receivedFact>[0])),
  };
}

function checked(bytes: Buffer): string {
  if (bytes.length > LARGEST)
    throw new OperatorError('The file is too large for a bundle.', {hint: 'Name another one.'});
  return bytes.toString('utf8');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function unfit(path: string, why: string, next = 'Ask for the file again'): OperatorError {
  return new OperatorError(`${path} is not taken: ${why}.`, {
    hint: `${next}; nothing was recorded.`,
    exitCode: EXIT.failed,
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
