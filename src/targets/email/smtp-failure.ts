import {TargetError} from '../../core/escalation/target.js';
import {words} from '../../lib/server-words.js';
import {conceal} from '../http/conceal.js';
import {networkFailure} from '../http/failure.js';
import type {Session, SmtpOptions} from './smtp.js';

interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** What went wrong, in words for the operator. */
export function smtpFailure(error: unknown, options: SmtpOptions, session: Session): TargetError {
  if (error instanceof TargetError) return error;
  const {host, port, login, timeout} = options;
  const at = `${host}:${port}`;
  const concealing = conceal(login === undefined ? [] : [login.password, plainLogin(login)]);
  const {code, originalCode, response, responseCode, command} = error as SmtpError;
  if (code === 'ETLS' && responseCode !== undefined) {
    return new TargetError('refused', `${at} does not offer TLS (${responseCode}).`, {
      hint: 'Name the port that has it; `security: none` sends over a line that others may read.',
    });
  }
  if (responseCode !== undefined) {
    const said = words(concealing((response ?? '').replace(/^\d+[ -]/gm, '').replace(/^\d\.\d+\.\d+ /, '')));
    return refusal({at, responseCode, said, isLogin: code === 'EAUTH', isRecipient: command === 'RCPT TO'});
  }
  if (session.isLate) {
    return new TargetError('timeout', `${at} was not done within ${timeout / 1000} s.`, {
      hint: 'It may be overloaded, or a firewall drops the packets. `timeout` of this target says how long is waited.',
      unknown: session.stage === 'sending',
    });
  }
  const shaped = Object.assign(new Error(error instanceof Error ? error.message : String(error)), {
    code: code === 'EDNS' ? 'ENOTFOUND' : (originalCode ?? code),
  });
  const found = networkFailure(shaped, {host: at, timeout, conceal: concealing, option: 'host'});
  return new TargetError(found.kind, found.message, {hint: found.hint, unknown: session.stage === 'sending'});
}

interface Refused {
  readonly at: string;
  readonly responseCode: number;
  readonly said: string;
  readonly isLogin: boolean;
  readonly isRecipient: boolean;
}

/** A 4xx may be otherwise the next time, a 5xx is not. */
function refusal({at, responseCode, said, isLogin, isRecipient}: Refused): TargetError {
  const quote = `(${responseCode})${said === '' ? '' : `: ${said}`}`;
  if (responseCode < 500) {
    return new TargetError('overloaded', `${at} takes no mail for now ${quote}.`, {
      hint: 'It is tried again by itself. When it stays so, the log of the mail server says more.',
    });
  }
  if (isLogin || responseCode === 530) {
    return new TargetError('refused', `${at} does not let us in ${quote}.`, {
      hint: 'Check `user` and `password` of this target.',
    });
  }
  if (isRecipient) {
    return new TargetError('not-found', `${at} knows none of the recipients ${quote}.`, {
      hint: 'Check `to` of this target, and whether this server may send to them.',
    });
  }
  return new TargetError('rejected', `${at} does not take the mail ${quote}.`, {
    hint: 'The same again would be rejected again. The log of the mail server says more.',
  });
}

/** As it goes over the line, where a server may repeat it. */
function plainLogin({user, password}: {readonly user: string; readonly password: string}): string {
  return Buffer.from(`\0${user}\0${password}`).toString('base64');
}
