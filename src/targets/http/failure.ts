import {TargetError} from '../../core/escalation/target.js';
import {networkTrouble} from '../../lib/node/http/network-trouble.js';

interface Asked {
  /** `host:port`. */
  readonly host: string;
  /** How long we waited, ms. */
  readonly timeout: number;
  readonly conceal: (text: string) => string;
  /** The option that says where it is; `url` unless said otherwise. */
  readonly option?: string;
}

/** A request that got no answer, in words for the operator. */
export function networkFailure(error: unknown, {host, timeout, conceal, option = 'url'}: Asked): TargetError {
  const {kind, code, said, reason, unsent} = networkTrouble(error);
  const quote = conceal(said);
  if (code.startsWith('UND_ERR_INVALID') || code === 'UND_ERR_INVALID_ARG') {
    return new TargetError('rejected', `The request to ${host} cannot be written.`, {
      hint: 'A secret or a header of this target has characters that HTTP cannot carry, such as a line end.',
    });
  }
  if (kind === 'late') {
    return new TargetError('timeout', `${host} did not answer within ${timeout / 1000} s.`, {
      hint: 'It may be overloaded, or a firewall drops the packets. `timeout` of this target says how long is waited.',
      unknown: !unsent,
    });
  }
  if (kind === 'too-large') {
    return new TargetError('bad-answer', `The answer of ${host} is larger than what is accepted.`, {
      hint: `Check \`${option}\` of this target: it may lead to something else.`,
    });
  }
  if (kind === 'name') {
    return new TargetError('unreachable', `The name of ${host} cannot be resolved (${code}).`, {
      hint: `Check \`${option}\` of this target, and that DNS works here.`,
    });
  }
  if (kind === 'unreachable') {
    return new TargetError('unreachable', `${host} cannot be reached: ${conceal(reason)}.`, {
      hint: 'Check that this machine may connect there; `proxy` of this target names an HTTP proxy.',
      unknown: !unsent,
    });
  }
  return tlsFailure(kind, host, quote);
}

function tlsFailure(kind: string, host: string, said: string): TargetError {
  if (kind === 'plain') {
    return new TargetError('unreachable', `${host} does not speak TLS.`, {
      hint: 'Use http:// in `url` of this target, or the port that has TLS.',
    });
  }
  if (kind === 'file') {
    return new TargetError('refused', `A certificate file for ${host} cannot be read: ${said}.`, {
      hint: 'Check the paths under `tls` of this target and who may read the files.',
    });
  }
  if (kind === 'client-certificate') {
    return new TargetError('refused', `${host} refuses our client certificate: ${said}.`, {
      hint: 'Set `tls.cert` and `tls.key` of this target to a certificate that it accepts.',
    });
  }
  return new TargetError('refused', `The TLS certificate of ${host} is not trusted: ${said}.`, {
    hint: 'Set `tls.ca` of this target to the CA that signed it, or `tls.server_name` when the name differs.',
  });
}
