import {readFile} from 'node:fs/promises';
import {OperatorError} from '../lib/operator-error.js';
import type {Secret} from './config.js';
import type {Env} from './places.js';

const COMMAND_TIMEOUT = 10_000;

/**
 * Gets a secret from where it is kept. `what` names it in errors, which never hold the secret, nor what the command
 * printed. Line ends at the end are cut off.
 */
export async function readSecret(secret: Secret, what: string, env: Env): Promise<string> {
  const value = await fetchSecret(secret, what, env);
  if (value === '') {
    throw new OperatorError(`${what}: the secret from ${placeOf(secret)} is empty.`, {
      hint: 'Put the secret there, then try again.',
    });
  }
  return value;
}

async function fetchSecret(secret: Secret, what: string, env: Env): Promise<string> {
  if ('value' in secret) {
    return secret.value;
  }
  if ('env' in secret) {
    return fromEnv(secret.env, what, env);
  }
  return 'file' in secret ? fromFile(secret.file, what) : fromCommand(secret.command, what, env);
}

function placeOf(secret: Secret): string {
  if ('env' in secret) {
    return `the environment variable ${secret.env}`;
  }
  if ('file' in secret) {
    return secret.file;
  }
  return 'command' in secret ? `the command ${secret.command[0] ?? ''}` : 'the HTTP configuration';
}

function fromEnv(name: string, what: string, env: Env): string {
  const value = env[name];
  if (value === undefined) {
    throw new OperatorError(`${what}: the environment variable ${name} is not set.`, {
      hint: `Set ${name} before starting wk, or name another place for the secret in the configuration.`,
    });
  }
  return value.trimEnd();
}

async function fromFile(file: string, what: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/[\r\n]+$/, '');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new OperatorError(`${what}: the secret file ${file} cannot be read (${code}).`, {
      hint: 'Create it readable for you only (mode 0600), or name another place in the configuration.',
      cause,
    });
  }
}

async function fromCommand(command: readonly string[], what: string, env: Env): Promise<string> {
  const [program = '', ...args] = command;
  const {execa} = await import('execa');
  const result = await execa(program, args, {
    env: {...env},
    extendEnv: false,
    timeout: COMMAND_TIMEOUT,
    reject: false,
    stdin: 'ignore',
  });
  if (result.failed) {
    const why = result.timedOut ? `gave no answer within ${COMMAND_TIMEOUT / 1000} s` : commandFailure(result);
    throw new OperatorError(`${what}: the command ${program} for the secret ${why}.`, {
      hint: 'Run it by hand to see why; it has to print the secret and nothing else.',
    });
  }
  return result.stdout.trimEnd();
}

function commandFailure(result: {readonly exitCode?: number | undefined; readonly code?: string | undefined}): string {
  return result.exitCode === undefined
    ? `did not start (${result.code ?? 'killed'})`
    : `ended with exit code ${result.exitCode}`;
}
