import {constants, access as reach} from 'node:fs/promises';
import {canRun} from '../lib/node/find-program.js';
import {OperatorError} from '../lib/operator-error.js';
import type {Access, Config, HookConfig, RelayConfig, Secret, Tls} from './config.js';
import type {Env} from './places.js';
import {readSecret} from './secret.js';

/**
 * What the configuration names and this machine has not, as sentences: variables that are not set, files that cannot be
 * read, the program that tells of changes. Nothing that is found is kept, and no command is run.
 */
export async function absentParts(
  {alertmanagers, prometheus, feed, schedules, targets, changes}: Config,
  env: Env,
): Promise<readonly string[]> {
  const missing = await absentFrom(
    [
      ...alertmanagers.map(cluster => [`Alertmanager ${cluster.name}`, cluster] as const),
      ...(prometheus === undefined ? [] : [['Prometheus', prometheus] as const]),
      ...(feed === undefined ? [] : [['The feed', feed] as const]),
    ],
    {
      secrets: [
        ...schedules.flatMap(secretOfSchedule),
        ...targets.flatMap(({name, options}) => secretsIn(options, `targets.${name}`)),
      ],
      files: targets.flatMap(({name, tls}) => filesOf({tls}, `targets.${name}`)),
    },
    env,
  );
  const program = await absentProgram(changes, env);
  return program === undefined ? missing : [...missing, program];
}

/** Says when the command that tells of changes is not there; a program without a path is looked for in `PATH`. */
export async function absentProgram(changes: Config['changes'], env: Env): Promise<string | undefined> {
  const [program] = changes?.command ?? [];
  if (program === undefined || (await canRun(program, env.PATH))) return undefined;
  return `changes.command: the program ${program} is not there, or may not be run.`;
}

function secretOfSchedule(one: Config['schedules'][number]): Named<Secret> {
  return one.kind === 'pagerduty' ? [[`schedule ${one.schedule.name}, token`, one.schedule.token]] : [];
}

/** The same of what only `wk relay` needs, which may run elsewhere with the same file. */
export async function absentRelayParts({relay}: Config, env: Env): Promise<readonly string[]> {
  if (relay === undefined) return [];
  const clusters = relay.alertmanagers.map(cluster => [`relay.alertmanagers, ${cluster.name}`, cluster] as const);
  return absentFrom(clusters, {secrets: secretsOfRelay(relay), files: filesOfRelay(relay)}, env);
}

async function absentFrom(
  services: Named<Access>,
  own: {readonly secrets: Named<Secret>; readonly files: Named<string>},
  env: Env,
): Promise<readonly string[]> {
  const secrets = [...services.flatMap(([what, access]) => secretsOf(access, what)), ...own.secrets];
  const files = [...services.flatMap(([what, access]) => filesOf(access, what)), ...own.files];
  const found = await Promise.all([
    ...secrets.map(([place, secret]) => trouble(secret, place, env)),
    ...files.map(([place, file]) => unreadable(place, file)),
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

function secretsOfRelay(relay: RelayConfig): Named<Secret> {
  return [
    ...(relay.token === undefined ? [] : [['relay.token', relay.token] as const]),
    ...(relay.redis?.password === undefined ? [] : [['relay.redis.password', relay.redis.password] as const]),
    ...relay.hooks.flatMap(hook =>
      hook.secrets.map((secret, index) => [`${placeOfHook(hook)}.secrets[${index}]`, secret] as const),
    ),
  ];
}

function filesOfRelay({tls}: RelayConfig): Named<string> {
  return tls === undefined
    ? []
    : [
        ['relay.tls.cert', tls.cert],
        ['relay.tls.key', tls.key],
      ];
}

/** Where a hook stands in our file. */
export function placeOfHook({kind, name}: Pick<HookConfig, 'kind' | 'name'>): string {
  return `relay.hooks.${kind}${name === undefined ? '' : `.${name}`}`;
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
