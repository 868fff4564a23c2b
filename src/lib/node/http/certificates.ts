import {readFileSync} from 'node:fs';

/** How TLS is spoken; `ca`, `cert` and `key` are PEM text or the path of a PEM file. */
export interface TlsOptions {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly serverName?: string | undefined;
  readonly insecure?: boolean | undefined;
}

/** What Node's TLS wants. Throws when a named file cannot be read, with the file's name in the message. */
export function certificates(tls: TlsOptions) {
  return {
    ...(tls.ca === undefined ? {} : {ca: pem(tls.ca)}),
    ...(tls.cert === undefined ? {} : {cert: pem(tls.cert)}),
    ...(tls.key === undefined ? {} : {key: pem(tls.key)}),
    ...(tls.serverName === undefined ? {} : {servername: tls.serverName}),
    ...(tls.insecure === true ? {rejectUnauthorized: false} : {}),
  };
}

function pem(textOrPath: string): string {
  return textOrPath.includes('-----BEGIN') ? textOrPath : readFileSync(textOrPath, 'utf8');
}
