import {JournalError} from '../core/ports.js';
import {errorCode, isDiskFull} from '../lib/node/files.js';

/** The error of a failed call to the file system, in the words of whoever has to put it right. */
export function journalError(error: unknown, path: string): JournalError {
  if (error instanceof JournalError) return error;
  if (isDiskFull(error)) {
    return new JournalError('full', `not recorded: no space left for ${path}`, {
      hint: 'Make room on that disk; recording goes on by itself as soon as there is some.',
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new JournalError('io', `not recorded: ${path}: ${reason}`, {hint: hintFor(errorCode(error)), cause: error});
}

/** The error of a failed call while only reading. */
export function unreadable(error: unknown, path: string): JournalError {
  if (error instanceof JournalError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new JournalError('io', `${path} cannot be read: ${reason}`, {hint: hintFor(errorCode(error)), cause: error});
}

function hintFor(code: string | undefined): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'Make the folder and its files yours and writable, or choose another state folder with XDG_STATE_HOME.';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'Something else is in its place: move it away, or choose another state folder with XDG_STATE_HOME.';
    case 'EROFS':
      return 'Mount that disk writable, or choose another state folder with XDG_STATE_HOME.';
    case 'EIO':
      return 'The disk reports errors: look at the kernel log, and move the state folder to a sound disk with XDG_STATE_HOME.';
    default:
      return 'Look at that folder and its disk; recording is tried again with the next fact.';
  }
}

export function removedWhileOpen(path: string): JournalError {
  return new JournalError('corrupt', `not recorded: ${path} was removed while it was in use`, {
    hint: 'Put it back from a backup if it was not meant to go, then start again.',
  });
}

export function otherWriter(path: string): JournalError {
  return new JournalError('corrupt', `not recorded: somebody else writes to ${path}`, {
    hint: 'Stop the other program, then start again.',
  });
}
