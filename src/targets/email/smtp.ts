import {TargetError} from '../../core/escalation/target.js';
import {certificates, type TlsOptions} from '../../lib/node/http/certificates.js';
import {words} from '../../lib/server-words.js';
import {conceal} from '../http/conceal.js';
import {networkFailure} from '../http/failure.js';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` or nothing; `offered`: TLS where the server offers it. */
  readonly security: 'tls' | 'starttls' | 'none' | 'offered';
  readonly login?: {readonly user: string; readonly password: string};
  readonly tls?: TlsOptions;
  /** The URL of an HTTP proxy. */
  readonly proxy?: string;
  /** For all of it, ms. */
  readonly timeout: number;
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body, as they go over the line. */
  readonly raw: Buffer;
}

type Connection = import('nodemailer/lib/smtp-connection').default;

/**
 * Greets, logs in and sends one mail, or none to see whether that works; gives the recipients that the server refused
 * while it took others. Rejects with `TargetError`, or with the signal's reason.
 */
export async function smtp(
  options: SmtpOptions,
  mail: Mail | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  signal.throwIfAborted();
  const session: Session = {stage: 'greeting', isLate: false};
  try {
    return await held(options, session, {signal, run: connection => talk(connection, {options, mail, session})});
  } catch (error) {
    signal.throwIfAborted();
    throw failure(error, options, session);
  }
}

interface Session {
  stage: 'greeting' | 'login' | 'sending';
  isLate: boolean;
}

interface Held {
  readonly signal: AbortSignal;
  readonly run: (connection: Connection) => Promise<readonly string[]>;
}

/** A connection that is gone afterwards, however it ends, and in time. */
async function held(options: SmtpOptions, session: Session, {signal, run}: Held): Promise<readonly string[]> {
  let connection: Connection | undefined;
  const over = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      session.isLate = true;
      reject(new Error('The deadline passed.'));
    }, options.timeout);
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, {once: true, signal: over.signal});
    over.signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
  });
  const talking = async () => {
    connection = await connectionTo(options);
    const broken = new Promise<never>((_, reject) => connection?.on('error', reject));
    return Promise.race([run(connection), broken]);
  };
  try {
    return await Promise.race([talking(), ended]);
  } finally {
    over.abort();
    // It may break once more while it is taken down, and nobody asks then.
    connection?.on('error', () => undefined);
    connection?.close();
  }
}

async function connectionTo({host, port, security, tls, proxy, timeout, login}: SmtpOptions): Promise<Connection> {
  const {default: SMTPConnection} = await import('nodemailer/lib/smtp-connection');
  const socket = proxy === undefined ? undefined : await throughProxy(proxy, {host, port, timeout});
  return new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    // A password goes over no line that can be read, unless the configuration says so.
    requireTLS: security === 'starttls' || (security === 'offered' && login !== undefined),
    ignoreTLS: security === 'none',
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    socketCloseTimeout: 0,
    logger: false,
    ...(tls === undefined ? {} : {tls: certificates(tls)}),
    ...(socket === undefined ? {} : {connection: socket}),
  });
}

async function throughProxy(
  proxy: string,
  to: {readonly host: string; readonly port: number; readonly timeout: number},
) {
  const {default: httpProxyClient} = await import('nodemailer/lib/smtp-connection/http-proxy-client');
  return new Promise<import('node:net').Socket>((resolve, reject) => {
    httpProxyClient(proxy, to.port, to.host, {timeout: to.timeout}, (error, socket) => {
      if (error || socket == null) reject(error);
      else resolve(socket);
    });
  });
}

async function talk(
  connection: Connection,
  {options, mail, session}: {readonly options: SmtpOptions; readonly mail: Mail | undefined; readonly session: Session},
): Promise<readonly string[]> {
  await called(done => connection.connect(done));
  const {login} = options;
  if (login !== undefined) {
    session.stage = 'login';
    await called(done => connection.login({user: login.user, pass: login.password}, done));
  }
  if (mail === undefined) {
    connection.quit();
    return [];
  }
  session.stage = 'sending';
  const envelope = {from: mail.from, to: [...mail.to], size: mail.raw.length};
  const info = await called<{rejected: string[]}>(done => connection.send(envelope, mail.raw, done));
  connection.quit();
  return info?.rejected ?? [];
}

/** A callback's outcome as a promise. */
function called<T>(start: (done: (error?: Error | null, value?: T) => void) => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** What went wrong, in words for the operator. */
function failure(error: unknown, options: SmtpOptions, session: Session): TargetError {
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
