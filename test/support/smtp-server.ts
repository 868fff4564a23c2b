import type {AddressInfo} from 'node:net';
import {createServer, type Socket} from 'node:net';
import {createServer as createTlsServer} from 'node:tls';
import {onTestFinished} from 'vitest';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Unfolded, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded. */
  readonly text: string;
  readonly raw: string;
}

/** What the server says instead, by the word that asks for it; `lose` takes the mail and cuts the line, `hang` is silent. */
export type SmtpFaults = Readonly<Record<string, string | 'lose' | 'hang'>>;

export interface SmtpServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** What came over the line, but for the mails. */
  readonly commands: readonly string[];
  faults: SmtpFaults;
  close(): Promise<void>;
}

/** A mail server on loopback that is gone when the test ends. Its only user is ana, with the password `s3cret pass`. */
export async function smtpServer(tls?: {readonly cert: string; readonly key: string}): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    session(socket, {mails, commands, faults: () => server.faults});
  };
  const listener = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>(resolve => {
      for (const socket of sockets) socket.destroy();
      listener.close(() => resolve());
    });
  onTestFinished(close);
  const server: SmtpServer = {port: (listener.address() as AddressInfo).port, mails, commands, faults: {}, close};
  return server;
}

interface Parts {
  readonly mails: ReceivedMail[];
  readonly commands: string[];
  readonly faults: () => SmtpFaults;
}

const ANSWERS: Readonly<Record<string, string>> = {
  EHLO: '250-mail.test\r\n250-AUTH PLAIN\r\n250-8BITMIME\r\n250 SIZE 1000000',
  AUTH: '235 2.7.0 welcome',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  MESSAGE: '250 2.0.0 queued',
  QUIT: '221 bye',
};

/** Lines in, answers out. */
function session(socket: Socket, {mails, commands, faults}: Parts): void {
  let buffered = '';
  let data: string[] | undefined;
  let from = '';
  let to: string[] = [];
  const say = (word: string, line = '') => {
    const fault = Object.entries(faults()).find(([name]) => name === word || line.includes(name))?.[1];
    if (fault === 'lose') socket.destroy();
    else if (fault !== 'hang') socket.write(`${fault ?? ANSWERS[word] ?? '502 5.5.1 not here'}\r\n`);
    return fault;
  };
  const command = (line: string) => {
    commands.push(line);
    const word = line.slice(0, 4).toUpperCase();
    if (isBadLogin(word, line)) {
      socket.write(`535 5.7.8 no: ${line.split(' ')[2]}\r\n`);
      return;
    }
    const fault = say(word, line);
    if (word === 'MAIL') [from, to] = [between(line), []];
    if (word === 'RCPT' && fault === undefined) to.push(between(line));
    if (word === 'DATA' && fault === undefined) data = [];
    if (word === 'QUIT') socket.end();
  };
  const dataLine = (line: string) => {
    if (line !== '.') {
      data?.push(line.startsWith('.') ? line.slice(1) : line);
      return;
    }
    const raw = (data ?? []).join('\r\n');
    data = undefined;
    const fault = faults().MESSAGE;
    if (fault === undefined || fault === 'lose' || fault === 'hang') mails.push(readMail(raw, from, to));
    say('MESSAGE');
  };
  socket.on('data', chunk => {
    buffered += chunk.toString('latin1');
    const lines = buffered.split('\r\n');
    buffered = lines.pop() ?? '';
    for (const line of lines) (data === undefined ? command : dataLine)(line);
  });
  socket.write('220 mail.test\r\n');
}

function isBadLogin(word: string, line: string): boolean {
  return word === 'AUTH' && line.split(' ')[2] !== Buffer.from('\0ana\0s3cret pass').toString('base64');
}

function between(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

function readMail(raw: string, from: string, to: readonly string[]): ReceivedMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(
    lines.map(line => [line.split(':')[0]?.toLowerCase(), line.replace(/^[^:]*: ?/, '')]),
  );
  const body = Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString();
  return {from, to, headers, text: decoded(body, headers['content-transfer-encoding'] ?? ''), raw};
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
