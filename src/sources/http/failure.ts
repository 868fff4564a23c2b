import {SourceError} from '../../core/ports.js';
import {LateError} from '../../lib/node/http/exchange.js';
import {type NetworkTrouble, networkTrouble} from '../../lib/node/http/network-trouble.js';

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

/** A request that got no answer, in words for the operator. */
export function networkFailure(cause: unknown, asked: Asked): SourceError {
  if (cause instanceof SourceError) return cause;
  const trouble = networkTrouble(cause);
  const {kind, code, said} = trouble;
  if (kind === 'too-large') return tooLarge(asked);
  if (kind === 'late') return timedOut(asked, cause instanceof LateError ? cause.cause : cause);
  if (kind === 'name') {
    return new SourceError('unreachable', `The name of ${asked.name} cannot be resolved (${code}).`, {
      hint: 'Check the spelling of the host in `alertmanagers` and that DNS works here.',
      cause,
    });
  }
  if (kind === 'file') {
    return new SourceError('refused', `A certificate file for ${asked.name} cannot be read: ${said}.`, {
      hint: 'Check the paths under `tls` and who may read the files.',
      cause,
    });
  }
  if (kind !== 'unreachable') return tlsFailure(asked, trouble, cause);
  return new SourceError('unreachable', `${asked.name} cannot be reached: ${trouble.reason}.`, {
    hint: `Check that ${asked.server} runs and is reachable from here: curl ${typed(asked.url)}`,
    cause,
  });
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

function tlsFailure(asked: Asked, {kind, code, said}: NetworkTrouble, cause: unknown): SourceError {
  if (kind === 'plain') {
    return new SourceError('unreachable', `${asked.name} does not speak TLS.`, {
      hint: 'Use http:// in its URL, or the port that has TLS.',
      cause,
    });
  }
  if (kind === 'client-certificate') {
    return new SourceError('refused', `${asked.name} refuses our client certificate (${code || said}).`, {
      hint: 'Set `tls.cert` and `tls.key` to a certificate that this server accepts.',
      cause,
    });
  }
  return new SourceError('refused', `The TLS certificate of ${asked.name} is not trusted: ${said}.`, {
    hint: 'Set `tls.ca` to the CA that signed it, or `tls.serverName` when the name differs.',
    cause,
  });
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
