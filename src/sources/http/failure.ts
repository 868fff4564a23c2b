import {SourceError} from '../../core/ports.js';
import {words} from './words.js';

/** Who was asked, for the sentences. */
export interface Asked {
  /** `host:port` and prefix. */
  readonly name: string;
  /** The whole URL of the request, without credentials. */
  readonly url: string;
  /** What kind of server it should be: `Alertmanager` or `Prometheus`. */
  readonly server: string;
  /** How long we waited, ms. */
  readonly deadline: number;
  /** Takes our own credentials out of the server's words. */
  readonly conceal?: (text: string) => string;
}

const TLS_CODE = /CERT|SSL|TLS|UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|EPROTO/;

/** A request that got no answer, in words for the operator. */
export function networkFailure(cause: unknown, asked: Asked): SourceError {
  if (cause instanceof SourceError) return cause;
  const code = codeOf(cause);
  const said = words(messageOf(cause));
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return tooLarge(asked);
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return timedOut(asked, cause);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new SourceError('unreachable', `The name of ${asked.name} cannot be resolved (${code}).`, {
      hint: 'Check the spelling of the host in `alertmanagers` and that DNS works here.',
      cause,
    });
  }
  if (TLS_CODE.test(code) || /ssl|certificate|tls/i.test(said)) return tlsFailure(asked, {code, said, cause});
  if (code === 'ENOENT' || code === 'EACCES') {
    return new SourceError('refused', `A certificate file for ${asked.name} cannot be read: ${said}.`, {
      hint: 'Check the paths under `tls` and who may read the files.',
      cause,
    });
  }
  return new SourceError('unreachable', `${asked.name} cannot be reached: ${reason(code, said)}.`, {
    hint: `Check that ${asked.server} runs and is reachable from here: curl ${typed(asked.url)}${certificateHint(code, asked)}`,
    cause,
  });
}

/** A server that wants a certificate of ours may just cut the connection, once that has begun. */
function certificateHint(code: string, {url}: Asked): string {
  const isCut = code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE';
  return isCut && url.startsWith('https:') ? ' It may also want a client certificate: `tls.cert` and `tls.key`.' : '';
}

/** The deadline passed. */
export function timedOut(asked: Asked, cause?: unknown): SourceError {
  return new SourceError('timeout', `${asked.name} did not answer within ${seconds(asked.deadline)}.`, {
    hint: `It may be overloaded, stopped, or behind a firewall that drops packets. Try: curl -m 30 ${typed(asked.url)}`,
    cause,
  });
}

/** An address as it can be pasted into a shell. */
export function typed(url: string): string {
  return /^[\w:/.%~@+,=-]+$/.test(url) ? url : `'${url.replaceAll("'", '%27')}'`;
}

/** The body is over the cap. */
export function tooLarge(asked: Asked): SourceError {
  return new SourceError('too-large', `The answer of ${asked.name} is larger than what is accepted.`, {
    hint: 'Something fires without bounds, or the URL is not that of an Alertmanager. Look at it with: amtool alert query',
  });
}

function tlsFailure(asked: Asked, found: {code: string; said: string; cause: unknown}): SourceError {
  const plain = /WRONG_VERSION_NUMBER|EPROTO/.test(found.code) && /wrong version|packet length/i.test(found.said);
  const wanted = /ALERT.*CERTIFICATE|certificate required|bad certificate|handshake failure/i.test(
    `${found.code} ${found.said}`,
  );
  const common = {cause: found.cause};
  if (plain) {
    return new SourceError('unreachable', `${asked.name} does not speak TLS.`, {
      ...common,
      hint: 'Use http:// in its URL, or the port that has TLS.',
    });
  }
  if (wanted) {
    return new SourceError('refused', `${asked.name} refuses our client certificate (${found.code || found.said}).`, {
      ...common,
      hint: 'Set `tls.cert` and `tls.key` to a certificate that this server accepts.',
    });
  }
  return new SourceError('refused', `The TLS certificate of ${asked.name} is not trusted: ${found.said}.`, {
    ...common,
    hint: 'Set `tls.ca` to the CA that signed it, or `tls.serverName` when the name differs.',
  });
}

function reason(code: string, said: string): string {
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there (connection refused)',
    ECONNRESET: 'the connection was cut before the answer was complete',
    UND_ERR_SOCKET: 'the connection was cut before the answer was complete',
    EHOSTUNREACH: 'no route to the host',
    ENETUNREACH: 'no route to the network',
  };
  return (Object.hasOwn(known, code) ? known[code] : undefined) ?? (said || code);
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}

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
