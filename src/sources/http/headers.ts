import {basicAuthorization} from '../../lib/node/http/basic-authorization.js';
import type {Address} from './address.js';
import type {Connection} from './connection.js';

/** The headers of every request: what is asked for, who asks, and what the operator added (which wins). */
export function requestHeaders(
  where: Address,
  connection: Pick<Connection, 'auth' | 'headers'>,
): Record<string, string> {
  const authorization = credentials(where, connection.auth);
  return {
    accept: 'application/json',
    'user-agent': 'watchkeeper',
    ...(authorization === undefined ? {} : {authorization}),
    ...lowerCased(connection.headers ?? {}),
  };
}

function credentials(where: Address, auth: Connection['auth']): string | undefined {
  if (auth !== undefined && 'bearer' in auth) return `Bearer ${auth.bearer}`;
  const basic = auth?.basic ?? where.basic;
  return basic && basicAuthorization(basic);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
