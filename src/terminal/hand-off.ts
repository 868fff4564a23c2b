import {spawn} from 'node:child_process';
import {keepModes} from './keep-modes.js';

export interface HandOffResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly error?: Error;
}

/** `ctrl-c` in a child reaches the whole foreground group, and may reach us just after the child's end. */
const GUARD_MS = 1000;
const KEYS_OF_THE_CHILD = ['SIGINT', 'SIGQUIT'] as const;

/**
 * Runs a program on the terminal itself and resolves when it has ended, or could not be started. The terminal then
 * treats keys and output as before, also after a program that was killed while it drew.
 */
export async function runOnTerminal(file: string, args: readonly string[]): Promise<HandOffResult> {
  const ignore = () => undefined;
  for (const signal of KEYS_OF_THE_CHILD) process.on(signal, ignore);
  try {
    const putBack = await keepModes();
    const result = await ended(file, args);
    await putBack();
    return result;
  } finally {
    const lift = setTimeout(() => {
      for (const signal of KEYS_OF_THE_CHILD) process.off(signal, ignore);
    }, GUARD_MS);
    lift.unref();
  }
}

function ended(file: string, args: readonly string[]): Promise<HandOffResult> {
  return new Promise(resolve => {
    const child = spawn(file, args, {stdio: 'inherit'});
    child.on('error', error => resolve({code: null, signal: null, error}));
    child.on('exit', (code, signal) => resolve({code, signal}));
  });
}
