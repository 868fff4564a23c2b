import {readFile} from 'node:fs/promises';
import {OperatorError} from '../lib/operator-error.js';
import type {Access, Auth, Secret, Tls} from './config.js';
import {absolutePath, type Env} from './places.js';
import type {FileAccess, FileSecret} from './schema.js';
import {readSecret} from './secret.js';

/** Ready to use for requests: secrets read, files loaded. Never print it. */
export interface ResolvedAccess {
  /** With `authorization`, where there is any. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly servername?: string;
    readonly rejectUnauthorized: boolean;
  };
  readonly proxy?: string;
}

/** What our file says about reaching a service, its paths made absolute. */
export function accessOf(file: FileAccess, base: string, home: string): Access {
  const path = (value: string) => absolutePath(value, base, home);
  const secret = (value: FileSecret) => secretOf(value, path);
  const headers = Object.entries(file.headers ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : secret(value),
  ]);
  return {
    headers: Object.fromEntries(headers),
    ...(file.auth === undefined ? {} : {auth: authOf(file.auth, secret)}),
    ...(file.tls === undefined ? {} : {tls: tlsOf(file.tls, path)}),
    ...(file.proxy === undefined ? {} : {proxy: file.proxy}),
  };
}

function secretOf(value: FileSecret, path: (value: string) => string): Secret {
  if (value.env !== undefined) {
    return {env: value.env};
  }
  return value.file === undefined ? {command: value.command ?? []} : {file: path(value.file)};
}

function authOf(auth: NonNullable<FileAccess['auth']>, secret: (value: FileSecret) => Secret): Auth {
  return auth.basic === undefined
    ? {kind: 'bearer', scheme: 'Bearer', token: secret(auth.bearer ?? {})}
    : {kind: 'basic', user: auth.basic.user, password: secret(auth.basic.password)};
}

function tlsOf(tls: NonNullable<FileAccess['tls']>, path: (value: string) => string): Tls {
  return {
    ...(tls.ca === undefined ? {} : {ca: path(tls.ca)}),
    ...(tls.cert === undefined ? {} : {cert: path(tls.cert)}),
    ...(tls.key === undefined ? {} : {key: path(tls.key)}),
    ...(tls.server_name === undefined ? {} : {serverName: tls.server_name}),
    ...(tls.insecure === undefined ? {} : {insecure: tls.insecure}),
  };
}

/** Reads the secrets and certificates of a service. Rejects with a sentence that names `what` when one is missing. */
export async function resolveAccess(access: Access, what: string, env: Env): Promise<ResolvedAccess> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(access.headers)) {
    headers[name] = typeof value === 'string' ? value : await readSecret(value, `${what}, header ${name}`, env);
  }
  if (access.auth !== undefined) {
    headers.authorization = await authorization(access.auth, what, env);
  }
  return {
    headers,
    ...(access.tls === undefined ? {} : {tls: await resolveTls(access.tls, what, env)}),
    ...(access.proxy === undefined ? {} : {proxy: access.proxy}),
  };
}

async function authorization(auth: Auth, what: string, env: Env): Promise<string> {
  if (auth.kind === 'bearer') {
    return `${auth.scheme} ${await readSecret(auth.token, `${what}, token`, env)}`;
  }
  const user = typeof auth.user === 'string' ? auth.user : await readSecret(auth.user, `${what}, user`, env);
  const password =
    'value' in auth.password ? auth.password.value : await readSecret(auth.password, `${what}, password`, env);
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

async function resolveTls(tls: Tls, what: string, env: Env): Promise<NonNullable<ResolvedAccess['tls']>> {
  const ca = tls.caText ?? (await pem(tls.ca, what));
  const cert = tls.certText ?? (await pem(tls.cert, what));
  const key = tls.keyText === undefined ? await pem(tls.key, what) : await readSecret(tls.keyText, `${what}, key`, env);
  return {
    rejectUnauthorized: tls.insecure !== true,
    ...(ca === undefined ? {} : {ca}),
    ...(cert === undefined ? {} : {cert}),
    ...(key === undefined ? {} : {key}),
    ...(tls.serverName === undefined ? {} : {servername: tls.serverName}),
  };
}

async function pem(file: string | undefined, what: string): Promise<string | undefined> {
  if (file === undefined) {
    return undefined;
  }
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new OperatorError(`${what}: the TLS file ${file} cannot be read (${code}).`, {
      hint: 'Correct the path under `tls:` in the configuration, or make the file readable.',
      cause,
    });
  }
}
