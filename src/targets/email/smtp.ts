import {certificates, type TlsOptions} from '../../lib/node/http/certificates.js';
import {smtpFailure} from './smtp-failure.js';

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
    throw smtpFailure(error, options, session);
  }
}

/** How far it got. */
export interface Session {
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
