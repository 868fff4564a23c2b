import {words} from '../../server-words.js';
import {LateError, TooLargeError} from './exchange.js';

/** Why a request got no answer. */
export interface NetworkTrouble {
  readonly kind:
    | 'too-large'
    | 'late'
    /** The host's name cannot be resolved. */
    | 'name'
    /** The other side speaks no TLS. */
    | 'plain'
    /** It wants another client certificate. */
    | 'client-certificate'
    /** Its certificate is not trusted. */
    | 'certificate'
    /** A certificate file of ours cannot be read. */
    | 'file'
    | 'unreachable';
  /** Node's or undici's code of it; may be empty. */
  readonly code: string;
  /** What its error says, safe to show. */
  readonly said: string;
  /** Of `unreachable`: in words. */
  readonly reason: string;
  /** No byte of the request can have got to the server. */
  readonly unsent: boolean;
}

const TLS_CODE = /CERT|SSL|TLS|UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|EPROTO/;
const UNSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ENOENT|EACCES)$/;

/** Tells what an error of a request means. */
export function networkTrouble(cause: unknown): NetworkTrouble {
  const code = codeOf(cause);
  const said = words(messageOf(cause));
  const kind = kindOf(cause, code, said);
  const tls = kind === 'plain' || kind === 'certificate' || kind === 'client-certificate';
  return {kind, code, said, reason: reasonOf(code, said), unsent: tls || UNSENT.test(code)};
}

function kindOf(cause: unknown, code: string, said: string): NetworkTrouble['kind'] {
  if (cause instanceof TooLargeError || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too-large';
  if (cause instanceof LateError || /TIMEOUT|ETIMEDOUT/.test(code)) return 'late';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name';
  if (TLS_CODE.test(code) || /ssl|certificate|tls/i.test(said)) return tlsKind(code, said);
  return code === 'ENOENT' || code === 'EACCES' ? 'file' : 'unreachable';
}

function tlsKind(code: string, said: string): NetworkTrouble['kind'] {
  if (/WRONG_VERSION_NUMBER|EPROTO/.test(code) && /wrong version|packet length/i.test(said)) return 'plain';
  const wanted = /ALERT.*CERTIFICATE|certificate required|bad certificate|handshake failure/i;
  return wanted.test(`${code} ${said}`) ? 'client-certificate' : 'certificate';
}

function reasonOf(code: string, said: string): string {
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there (connection refused)',
    ECONNRESET: 'the connection was cut before the answer was complete',
    UND_ERR_SOCKET: 'the connection was cut before the answer was complete',
    EHOSTUNREACH: 'no route to the host',
    ENETUNREACH: 'no route to the network',
  };
  return (Object.hasOwn(known, code) ? known[code] : undefined) ?? (said || code);
}

/** The outermost code there is. */
function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
