import {readFileSync} from 'node:fs';
import type {Connection} from './connection.js';

/** What Node's TLS wants. Throws when a named file cannot be read, with the file's name in the message. */
export function certificates(tls: NonNullable<Connection['tls']>) {
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
