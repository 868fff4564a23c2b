import {ValiError} from 'valibot';
import {placeOfHook} from '../../../config/absent.js';
import type {HookConfig} from '../../../config/config.js';
import type {Env} from '../../../config/places.js';
import {readSecret} from '../../../config/secret.js';
import type {FeedSource} from '../../../core/feed/message.js';
import {OperatorError} from '../../../lib/operator-error.js';
import type {Hook, OpenHook} from '../../../relay/hooks/hook.js';
import {hooks} from '../../../relay/hooks/index.js';
import type {ServedHook} from '../../../relay/server/options.js';

/** The hooks of a relay, and what can be done to the alerts they bring. */
export interface ServedHooks {
  readonly hooks: readonly ServedHook[];
  readonly sources: readonly FeedSource[];
}

/** Every hook that needs no mapping is open; the configuration says more of some. Rejects with what does not fit. */
export async function servedHooks(configured: readonly HookConfig[], env: Env): Promise<ServedHooks> {
  const unsaid = Object.keys(hooks).filter(kind => kind !== 'generic' && !configured.some(one => one.kind === kind));
  const all = [...configured, ...unsaid.map((kind): HookConfig => ({kind, options: {}, secrets: []}))];
  const opened = await Promise.all(all.map(one => openHook(one, env)));
  return {
    hooks: opened.flatMap(({hook, open, name}) => served(hook, open, name)),
    sources: opened.flatMap(({open: {source}}) => (source === undefined ? [] : [source])),
  };
}

/** What is wrong in what the hooks are told, as sentences; their secrets are not read. */
export function hookFaults(configured: readonly HookConfig[]): readonly string[] {
  return configured.flatMap(one => {
    const fault = faultOf(one);
    return fault === undefined ? [] : [fault];
  });
}

/** Stands for a secret that is not read. */
const SOME_SECRET = 'x'.repeat(32);

function faultOf({kind, name, options, secrets}: HookConfig): string | undefined {
  const hook: Hook = hooks[kind as keyof typeof hooks];
  const stand = secrets.length === 0 ? {} : {secrets: secrets.map(() => SOME_SECRET)};
  try {
    hook.open({...options, ...stand}, name);
    return undefined;
  } catch (error) {
    const found = unfit(placeOfHook({kind, ...(name === undefined ? {} : {name})}), error);
    if (!(found instanceof OperatorError)) throw found;
    return found.message;
  }
}

interface Opened {
  readonly hook: Hook;
  readonly open: OpenHook;
  readonly name?: string;
}

async function openHook({kind, name, options, secrets}: HookConfig, env: Env): Promise<Opened> {
  const hook: Hook = hooks[kind as keyof typeof hooks];
  const where = placeOfHook({kind, ...(name === undefined ? {} : {name})});
  const read = await Promise.all(secrets.map((secret, index) => readSecret(secret, `${where}.secrets[${index}]`, env)));
  try {
    const open = hook.open({...options, ...(read.length === 0 ? {} : {secrets: read})}, name);
    return {hook, open, ...(name === undefined ? {} : {name})};
  } catch (error) {
    throw unfit(where, error);
  }
}

function unfit(where: string, error: unknown): unknown {
  if (!(error instanceof ValiError)) return error;
  const [issue] = error.issues as readonly {
    readonly message: string;
    readonly path?: readonly {readonly key: unknown}[];
  }[];
  const path = [where, ...(issue?.path ?? []).map(({key}) => String(key))].join('.');
  return new OperatorError(`${path}: ${issue?.message ?? error.message}.`, {
    hint: 'See the README for what a hook can be told.',
  });
}

function served(hook: Hook, open: OpenHook, name = ''): readonly ServedHook[] {
  const paths = [`/v1/hooks/${hook.path.replace(':name', encodeURIComponent(name))}`, ...hook.aliases];
  return paths.map(path => ({
    path,
    methods: hook.methods,
    ...(hook.types === undefined ? {} : {types: hook.types}),
    proves: open.proves,
    read: open.read,
  }));
}
