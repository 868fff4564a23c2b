import type {Address} from './address.js';
import type {Connection} from './connection.js';
import {requestHeaders} from './headers.js';

/** Shorter ones stand for a team or a tenant, and would tear holes into every sentence. */
const SHORTEST = 8;

/**
 * Takes out of a server's words what we sent to prove who we are: some proxies and error pages quote the request, and
 * their words end on the screen and in the journal.
 */
export function conceal(where: Address, connection: Pick<Connection, 'auth' | 'headers'>): (text: string) => string {
  const {authorization = ''} = requestHeaders(where, connection);
  const {auth} = connection;
  const password = auth !== undefined && 'basic' in auth ? auth.basic.password : where.basic?.password;
  const all = [authorization.replace(/^\w+ /, ''), password ?? '', ...longOnes(connection.headers ?? {})];
  const secrets = all.filter(secret => secret !== '').sort((a, b) => b.length - a.length);
  return text => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

function longOnes(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(headers)
    .flatMap(value => [value, value.replace(/^\w+ /, '')])
    .filter(isLong);
}

function isLong(value: string): boolean {
  return value.length >= SHORTEST;
}
