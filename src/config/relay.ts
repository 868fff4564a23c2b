import {secretOf} from './access.js';
import {fromFile} from './alertmanagers.js';
import type {HookConfig, RelayConfig} from './config.js';
import {DEFAULT_LEASE} from './defaults.js';
import {milliseconds} from './milliseconds.js';
import {absolutePath} from './places.js';
import type {FileConfig} from './schema.js';

type FileRelay = NonNullable<FileConfig['relay']>;
type FileHooks = NonNullable<FileRelay['hooks']>;
type FileHook = NonNullable<FileHooks['grafana']>;

/** The relay of our file, its paths made absolute and its secrets still to be read. */
export function relayOf(file: FileRelay, base: string, home: string): RelayConfig {
  const path = (value: string) => absolutePath(value, base, home);
  const {listen, token, origins = [], tls, redis, alertmanagers = [], hooks = {}, lease} = file;
  return {
    ...(listen === undefined ? {} : {listen}),
    ...(token === undefined ? {} : {token: secretOf(token, path)}),
    origins,
    ...(tls === undefined ? {} : {tls: {cert: path(tls.cert), key: path(tls.key)}}),
    ...(redis === undefined
      ? {}
      : {
          redis: {
            url: redis.url,
            ...(redis.password === undefined ? {} : {password: secretOf(redis.password, path)}),
          },
        }),
    alertmanagers: fromFile(alertmanagers, base, home),
    lease: milliseconds(lease) ?? DEFAULT_LEASE,
    hooks: hooksOf(hooks, path),
  };
}

function hooksOf({generic = {}, ...others}: FileHooks, path: (value: string) => string): readonly HookConfig[] {
  return [
    ...Object.entries(others).flatMap(([kind, hook]) => (hook === undefined ? [] : [{kind, ...hookOf(hook, path)}])),
    ...Object.entries(generic).map(([name, hook]) => ({kind: 'generic', name, ...hookOf(hook, path)})),
  ];
}

function hookOf(hook: FileHook, path: (value: string) => string): Pick<HookConfig, 'options' | 'secrets'> {
  const {resolve_after: after, secrets = [], ...rest} = hook;
  const resolveAfter = milliseconds(after);
  return {
    options: {...camelCased(rest), ...(resolveAfter === undefined ? {} : {resolveAfter})},
    secrets: secrets.map(secret => secretOf(secret, path)),
  };
}

/** Our file writes `labels_from`, the code `labelsFrom`; what stands inside (names of labels) is left as it is. */
function camelCased(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
