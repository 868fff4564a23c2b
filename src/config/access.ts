import type {Access, Auth, Secret, Tls} from './config.js';
import {absolutePath, type Env} from './places.js';
import type {FileAccess, FileSecret} from './schema.js';
import {readSecret} from './secret.js';

/** Ready to use for requests, secrets read. `ca`, `cert` and `key` are PEM text or the path of a file. Never print it. */
export interface ResolvedAccess {
  readonly headers: Record<string, string>;
  readonly auth?: {readonly basic: {readonly user: string; readonly password: string}} | {readonly bearer: string};
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly serverName?: string;
    readonly insecure?: boolean;
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

/** A secret of our file, its path made absolute. */
export function secretOf(value: FileSecret, path: (value: string) => string): Secret {
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

/** What our file says about TLS, its paths made absolute. */
export function tlsOf(tls: NonNullable<FileAccess['tls']>, path: (value: string) => string): Tls {
  return {
    ...(tls.ca === undefined ? {} : {ca: path(tls.ca)}),
    ...(tls.cert === undefined ? {} : {cert: path(tls.cert)}),
    ...(tls.key === undefined ? {} : {key: path(tls.key)}),
    ...(tls.server_name === undefined ? {} : {serverName: tls.server_name}),
    ...(tls.insecure === undefined ? {} : {insecure: tls.insecure}),
  };
}

/** Reads the secrets of a service. Rejects with a sentence that names `what` when one is missing. */
export async function resolveAccess(access: Access, what: string, env: Env): Promise<ResolvedAccess> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(access.headers)) {
    headers[name] = typeof value === 'string' ? value : await readSecret(value, `${what}, header ${name}`, env);
  }
  return {
    headers,
    ...(access.auth === undefined ? {} : await resolveAuth(access.auth, {headers, what, env})),
    ...(access.tls === undefined ? {} : {tls: await resolveTls(access.tls, what, env)}),
    ...(access.proxy === undefined ? {} : {proxy: access.proxy}),
  };
}

interface Resolving {
  readonly headers: Record<string, string>;
  readonly what: string;
  readonly env: Env;
}

/** A scheme other than Bearer has no place but the header itself. */
async function resolveAuth(auth: Auth, {headers, what, env}: Resolving): Promise<Pick<ResolvedAccess, 'auth'>> {
  if (auth.kind === 'bearer') {
    const token = await readSecret(auth.token, `${what}, token`, env);
    if (auth.scheme.toLowerCase() === 'bearer') {
      return {auth: {bearer: token}};
    }
    headers.authorization = `${auth.scheme} ${token}`;
    return {};
  }
  const user = typeof auth.user === 'string' ? auth.user : await readSecret(auth.user, `${what}, user`, env);
  const inClear = 'value' in auth.password;
  const password = inClear ? auth.password.value : await readSecret(auth.password, `${what}, password`, env);
  return {auth: {basic: {user, password}}};
}

async function resolveTls(tls: Tls, what: string, env: Env): Promise<NonNullable<ResolvedAccess['tls']>> {
  const ca = tls.caText ?? tls.ca;
  const cert = tls.certText ?? tls.cert;
  const key = tls.keyText === undefined ? tls.key : await readSecret(tls.keyText, `${what}, key`, env);
  return {
    ...(ca === undefined ? {} : {ca}),
    ...(cert === undefined ? {} : {cert}),
    ...(key === undefined ? {} : {key}),
    ...(tls.serverName === undefined ? {} : {serverName: tls.serverName}),
    ...(tls.insecure === undefined ? {} : {insecure: tls.insecure}),
  };
}
