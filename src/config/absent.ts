import {constants, access as reach} from 'node:fs/promises';
import {OperatorError} from '../lib/operator-error.js';
import type {Access, Config, Secret, Tls} from './config.js';
import type {Env} from './places.js';
import {readSecret} from './secret.js';

/**
 * What the configuration names and this machine has not, as sentences: variables that are not set, files that cannot be
 * read. Nothing that is found is kept, and no command is run.
 */
export async function absentParts(
  {alertmanagers, prometheus, targets, schedules}: Config,
  env: Env,
): Promise<readonly string[]> {
  const services = [
    ...alertmanagers.map(cluster => [`Alertmanager ${cluster.name}`, cluster] as const),
    ...(prometheus === undefined ? [] : [['Prometheus', prometheus] as const]),
  ];
  const tokens = schedules.flatMap(one =>
    one.kind === 'pagerduty' ? [trouble(one.schedule.token, `schedule ${one.schedule.name}, token`, env)] : [],
  );
  const found = await Promise.all([
    ...tokens,
    ...targets.flatMap(({name, options, tls}) => [
      ...secretsIn(options, `targets.${name}`).map(([place, secret]) => trouble(secret, place, env)),
      ...filesOf({tls}, `targets.${name}`).map(([place, file]) => unreadable(place, file)),
    ]),
    ...services.flatMap(([what, access]) => [
      ...secretsOf(access, what).map(([place, secret]) => trouble(secret, place, env)),
      ...filesOf(access, what).map(([place, file]) => unreadable(place, file)),
    ]),
  ]);
  return found.filter(text => text !== undefined);
}

type Named<T> = readonly (readonly [string, T])[];

function secretsOf({auth, headers}: Access, what: string): Named<Secret> {
  const inHeaders = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [] : [[`${what}, header ${name}`, value] as const],
  );
  if (auth === undefined) return inHeaders;
  const own = auth.kind === 'bearer' ? (['token', auth.token] as const) : (['password', auth.password] as const);
  return [[`${what}, ${own[0]}`, own[1]], ...inHeaders];
}

/** The secrets that a target's options name, however deep: each says one thing, where it is kept. */
function secretsIn(options: unknown, place: string): Named<Secret> {
  if (typeof options !== 'object' || options === null) return [];
  const entries = Object.entries(options);
  const [[key, value] = []] = entries;
  if (entries.length === 1 && typeof value === 'string' && (key === 'env' || key === 'file')) {
    return [[place, options as Secret]];
  }
  return entries.flatMap(([name, inner]) => secretsIn(inner, `${place}.${name}`));
}

function filesOf({tls}: {readonly tls?: Tls | undefined}, what: string): Named<string> {
  return (['ca', 'cert', 'key'] as const).flatMap(part => {
    const file = tls?.[part];
    return file === undefined ? [] : [[`${what}, tls.${part}`, file] as const];
  });
}

async function trouble(secret: Secret, place: string, env: Env): Promise<string | undefined> {
  // Those in amtool's files are text, and may be empty there; a command may ask somebody, or unlock something.
  if ('value' in secret || 'command' in secret) return undefined;
  try {
    await readSecret(secret, place, env);
    return undefined;
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
}

async function unreadable(place: string, file: string): Promise<string | undefined> {
  try {
    await reach(file, constants.R_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return `${place}: the file ${file} cannot be read (${code}).`;
  }
}
