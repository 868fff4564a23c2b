import type {ExitCode} from '../exit-codes.js';

/** One thing that was looked at: how it is, and what to do about it. */
export interface Check {
  readonly about: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly text: string;
  readonly next?: string;
  /** The row of a target in the matrix: what it can do. */
  readonly verbs?: Readonly<Record<string, boolean>>;
  /** What the command ends with when this fails; 1 unless said otherwise. */
  readonly exitCode?: ExitCode;
}

export function ok(about: string, text: string): Check {
  return {about, status: 'ok', text};
}

export function warn(about: string, text: string, next: string): Check {
  return {about, status: 'warn', text, next};
}

export function fail(about: string, text: string, next: string): Check {
  return {about, status: 'fail', text, next};
}
