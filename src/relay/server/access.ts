import {createHash, timingSafeEqual} from 'node:crypto';
import type {IncomingHttpHeaders} from 'node:http';
import {OperatorError} from '../../lib/operator-error.js';
import type {RelayOptions} from './options.js';

/** Who may come in. */
export interface Access {
  /** The request brings the token, or none is asked for here. */
  hasToken(headers: IncomingHttpHeaders): boolean;
  /** It comes from no page in a browser, or from one that is let in. */
  hasGoodOrigin(headers: IncomingHttpHeaders): boolean;
  /** Who reads the metrics must bring the token. */
  readonly guardsMetrics: boolean;
}

type AccessOptions = Pick<RelayOptions, 'listen' | 'token' | 'origins' | 'metrics' | 'warn'>;

const SHORTEST_TOKEN = 16;

/** Refuses to begin where everybody could come in. */
export function openAccess(options: AccessOptions): Access {
  const {listen, origins = []} = options;
  const first = options.token?.();
  checkToken(first, listen);
  const token = first === undefined ? () => undefined : currentToken(options);
  const guarded = options.metrics ?? (isLoopback(listen.host) ? 'open' : 'token');
  return {
    hasToken(headers) {
      if (first === undefined) return true;
      const wanted = token();
      return wanted !== undefined && isPresented(headers.authorization ?? '', wanted);
    },
    hasGoodOrigin: ({origin}) => origin === undefined || origins.includes(origin),
    guardsMetrics: guarded === 'token',
  };
}

/** Only programs of this machine can reach it. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function checkToken(token: string | undefined, {host}: RelayOptions['listen']): void {
  if (token === undefined && !isLoopback(host))
    throw new OperatorError(`A relay on ${host} is in reach of other machines, and it has no token to ask them for.`, {
      hint: 'Give it a token of its own, or let it listen on 127.0.0.1.',
    });
  if (token !== undefined && token.length < SHORTEST_TOKEN)
    throw new OperatorError(`The relay's token has ${token.length} characters, and ${SHORTEST_TOKEN} are the least.`, {
      hint: 'Make one with `openssl rand -hex 32`.',
    });
}

/** One that was taken away or became too short lets nobody in: it is never the way to a relay without a token. */
function currentToken({token, warn}: AccessOptions): () => string | undefined {
  let warned = false;
  return () => {
    const now = token?.();
    const isGood = now !== undefined && now.length >= SHORTEST_TOKEN;
    if (!isGood && !warned)
      warn('The token is gone or too short, so that nobody is let in until there is a good one again.');
    warned = !isGood;
    return isGood ? now : undefined;
  };
}

/** As a bearer token, or as the password of a sender that knows nothing but basic authentication. */
function isPresented(authorization: string, token: string): boolean {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+) *$/i.exec(authorization) ?? [];
  const given = scheme.toLowerCase() === 'basic' ? passwordOf(value) : value;
  return timingSafeEqual(digest(given), digest(token));
}

function passwordOf(basic: string): string {
  const text = Buffer.from(basic, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
