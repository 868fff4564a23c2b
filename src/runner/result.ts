import type {RunResult} from '../core/runbook/run.js';
import {type Ending, signalOfCode} from './ending.js';
import type {About} from './host/host.js';

/** Who ended a statement that did not end by itself. */
export type EndedBy = 'stopped' | 'idle-timeout' | 'total-timeout';

export interface Told {
  readonly endedBy: EndedBy | undefined;
  /** Where nobody saw the end. */
  readonly why: string | undefined;
  readonly about: About;
  readonly endedAt: number;
  readonly bytes: number;
}

const REASONS: Readonly<Record<EndedBy, string>> = {
  stopped: 'stopped by the operator',
  'idle-timeout': 'ended after too long without output',
  'total-timeout': 'ended after too long',
};

export function resultOf(ending: Ending | undefined, told: Told): RunResult {
  const {endedAt, bytes, about} = told;
  if (ending?.how === 'refused' && told.endedBy === undefined) {
    return {how: 'not-started', endedAt, bytes, reason: about.refusal ?? 'it could not be started'};
  }
  const notes = [...about.notes, ...codeNotes(ending)];
  const rest = {
    endedAt,
    bytes,
    ...(notes.length === 0 ? {} : {notes}),
    ...(about.left.length === 0 ? {} : {left: about.left}),
  };
  if (told.endedBy !== undefined) {
    return {
      how: told.endedBy,
      ...statusOf(ending ?? {how: 'signal', signal: 'SIGKILL'}),
      ...rest,
      reason: REASONS[told.endedBy],
    };
  }
  if (ending === undefined) return {how: 'lost', ...rest, reason: told.why ?? 'nobody saw how it ended'};
  if (ending.how === 'signal')
    return {how: 'exited', ...statusOf(ending), ...rest, reason: `ended by ${ending.signal}`};
  return {how: 'exited', ...statusOf(ending), ...rest};
}

function statusOf(ending: Ending): Pick<RunResult, 'code' | 'signal'> {
  if (ending.how === 'exit') return {code: ending.code};
  return ending.how === 'signal' ? {signal: ending.signal} : {};
}

function codeNotes(ending: Ending | undefined): readonly string[] {
  const signal = ending?.how === 'exit' ? signalOfCode(ending.code) : undefined;
  return signal === undefined ? [] : [`a status over 128 mostly means a signal: ${signal}`];
}
