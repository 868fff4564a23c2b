import {readFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {OperatorError} from '../lib/operator-error.js';
import type {Access, Auth, Secret, Tls} from './config.js';
import {absolutePath} from './places.js';

type Fields = Readonly<Record<string, unknown>>;

const FOLLOWED = new Set([
  'basic_auth',
  'authorization',
  'bearer_token',
  'bearer_token_file',
  'tls_config',
  'proxy_url',
  'http_headers',
]);
/** Without effect on what we send. */
const HARMLESS = new Set(['follow_redirects', 'enable_http2']);

export interface HttpConfig {
  readonly access: Access;
  readonly warnings: readonly string[];
}

/**
 * Reads a file in Prometheus' `http_config` format, as amtool's `--http.config.file` names it. Secrets may stand in it in
 * clear, since it is not our file; relative paths start at its folder. Rejects when it cannot be read or is not YAML.
 */
export async function readHttpConfig(file: string, home: string): Promise<HttpConfig> {
  const fields = await readFields(file);
  const path = (value: unknown) => (typeof value === 'string' ? absolutePath(value, dirname(file), home) : undefined);
  const auth = authOf(fields, path);
  const tls = tlsOf(record(fields.tls_config), path);
  const proxy = text(fields.proxy_url);
  return {
    access: {
      headers: headersOf(record(fields.http_headers), path),
      ...(auth === undefined ? {} : {auth}),
      ...(tls === undefined ? {} : {tls}),
      ...(proxy === undefined ? {} : {proxy}),
    },
    warnings: Object.keys(fields)
      .filter(key => !FOLLOWED.has(key) && !HARMLESS.has(key))
      .map(key => `${file}: \`${key}\` is not supported by this version; requests go without it`),
  };
}

async function readFields(file: string): Promise<Fields> {
  const hint =
    "It is named by `http.config.file` in amtool's configuration. Correct it there, or name the Alertmanager in `wk config path`.";
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (cause) {
    throw new OperatorError(`The HTTP configuration ${file} cannot be read.`, {hint, cause});
  }
  const {parseYaml} = await import('./yaml-file.js');
  const {data, problems} = parseYaml(content);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new OperatorError(`The HTTP configuration ${file} is not YAML (line ${problem.line ?? 1}).`, {hint});
  }
  return record(data) ?? {};
}

type PathOf = (value: unknown) => string | undefined;

function authOf(fields: Fields, path: PathOf): Auth | undefined {
  const basic = record(fields.basic_auth);
  if (basic !== undefined) {
    const user = text(basic.username) ?? secretOf(undefined, path(basic.username_file)) ?? '';
    return {kind: 'basic', user, password: secretOf(basic.password, path(basic.password_file)) ?? {value: ''}};
  }
  const authorization = record(fields.authorization);
  const token =
    authorization === undefined
      ? secretOf(fields.bearer_token, path(fields.bearer_token_file))
      : secretOf(authorization.credentials, path(authorization.credentials_file));
  return token === undefined ? undefined : {kind: 'bearer', scheme: text(authorization?.type) ?? 'Bearer', token};
}

function tlsOf(fields: Fields | undefined, path: PathOf): Tls | undefined {
  if (fields === undefined) {
    return undefined;
  }
  const keyText = text(fields.key);
  const parts = {
    ca: path(fields.ca_file),
    cert: path(fields.cert_file),
    key: path(fields.key_file),
    caText: text(fields.ca),
    certText: text(fields.cert),
    keyText: keyText === undefined ? undefined : {value: keyText},
    serverName: text(fields.server_name),
    insecure: fields.insecure_skip_verify === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Tls;
}

/** Prometheus allows several values of each kind for one header; they are sent as one list. */
function headersOf(fields: Fields | undefined, path: PathOf): Access['headers'] {
  const headers: Record<string, string | Secret> = {};
  for (const [name, entry] of Object.entries(fields ?? {})) {
    const {values, secrets, files} = record(entry) ?? {};
    const clear = [...list(values), ...list(secrets)];
    const [file] = list(files);
    if (clear.length > 0) {
      headers[name] = list(secrets).length > 0 ? {value: clear.join(', ')} : clear.join(', ');
    } else if (file !== undefined) {
      headers[name] = {file: path(file) ?? file};
    }
  }
  return headers;
}

function secretOf(value: unknown, file: string | undefined): Secret | undefined {
  if (file !== undefined) {
    return {file};
  }
  return value === undefined || value === null ? undefined : {value: String(value)};
}

function record(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : undefined;
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
