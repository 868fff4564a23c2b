import {CHECKLIST_COMMANDS} from '../../core/checklist/command.js';
import {HANDOFF_COMMANDS} from '../../core/handoff/command.js';
import {INCIDENT_COMMANDS} from '../../core/incident/command.js';
import type {Command, Refusal} from '../../core/shift/command.js';
import type {Fact} from '../../core/shift/fact.js';

/** Raised when an older holder would misread a request. */
export const PROTOCOL = 1;

/** Longest request in bytes. */
export const REQUEST_LIMIT = 1024 * 1024;
/** A holder with work to do says so this often, in ms, so that only a stopped one is silent. */
export const SIGN_OF_LIFE = 1000;

/** Asks for something to read; what there is to ask, and what is answered, is the holder's and the asker's matter. */
export interface Query {
  readonly type: `query.${string}`;
  readonly [field: string]: unknown;
}

/** What may be asked through the door: the rest of the commands are the engine's own. */
export const OPEN_COMMANDS = [
  'ack',
  'release',
  'resolve',
  'tell-ending',
  'forget-watchdogs',
  'silence',
  'extend-silence',
  'expire-silence',
  'note',
  'record-change',
  'judge',
  'start-shift',
  'end-shift',
  ...HANDOFF_COMMANDS,
  ...CHECKLIST_COMMANDS,
  'take-bundle',
  ...INCIDENT_COMMANDS,
  'deliver',
  'stop-delivery',
  'flush-deliveries',
  'escalate',
  'stop-escalation',
  'open-runbook',
  'close-runbook',
  'confirm-run',
  'stop-run',
  'finish-step',
  'skip-step',
  'reopen-step',
  // What ran on the terminal of whoever confirmed it is told by them.
  'settle-run-started',
  'settle-run-ended',
  'settle-run-failed',
] as const satisfies readonly Command['type'][];

export type OpenCommand = Extract<Command, {type: (typeof OPEN_COMMANDS)[number]}>;

/** Watch the sources; run statements. */
export type Want = 'live' | 'runs';

/** One request, one line. */
export interface DoorRequest {
  readonly v: number;
  /** The same again means the same request, asked by somebody who did not hear the answer: it is not done twice. */
  readonly id: string;
  /** Missing when the connection is to become a stream. */
  readonly command?: OpenCommand | Query;
  readonly watch?: boolean;
  /** Who follows along is a command that ends soon, so that a holder that ends as soon may wait for it. */
  readonly brief?: boolean;
  /** What the holder has to do for whoever follows along; one that cannot and ends soon says so. */
  readonly wants?: readonly Want[];
  readonly by: string;
  readonly cwd: string;
  /** Fingerprint of the configuration that the asker named; missing when it named none. */
  readonly config?: string;
  /** Ms to wait for the effects to settle. */
  readonly wait?: number;
  /** Unix ms, by the machine's clock, from which on the asker may have given up: read later, it is not done. */
  readonly readBy?: number;
}

/** A line of an answer. `alive` lines may stand anywhere before the last one. */
export type DoorLine =
  | {readonly id: string; readonly alive: true}
  | {
      readonly id: string;
      readonly facts: readonly Fact[];
      readonly settled: boolean;
      readonly value?: unknown;
      readonly more?: boolean;
    }
  | {readonly id: string; readonly error: DoorRefusal}
  | {readonly id: string; readonly message: unknown};

export interface DoorRefusal {
  readonly code: Refusal['code'] | DoorTrouble;
  readonly message: string;
  readonly hint: string;
}

/**
 * `leaving`: nothing was done of it, and soon somebody else holds the journal, or nobody. `late`: the holder came to it
 * when its asker may have given up, and did nothing of it.
 */
export type DoorTrouble = 'leaving' | 'late' | 'newer' | 'other-config' | 'busy' | 'failed';

export function encodeLine(line: DoorRequest | DoorLine): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

/** A JSON object, or undefined when the line is none. */
export function decodeObject(line: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
