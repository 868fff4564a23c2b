import {inspect} from 'node:util';
import {describe, expect, test} from 'vitest';
import {DELIVERY_VERBS} from '../../../src/core/escalation/target.js';
import type {TargetTools} from '../../../src/targets/target-kind.js';
import {certificates} from '../../sources/support/certificates.js';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {type SmtpFaults, smtpServer} from '../../support/smtp-server.js';

const OPTIONS = {
  host: '127.0.0.1',
  from: 'Watchkeeper <wk@example.org>',
  to: ['oncall@example.org', 'Lee <lee@example.org>'],
};

async function open(over: Readonly<Record<string, unknown>> = {}, tools: Partial<TargetTools> = {}) {
  const server = await smtpServer();
  const target = aTarget(
    'email',
    {...OPTIONS, port: server.port, ...over},
    someTools({password: 's3cret pass'}, tools),
  );
  const faultyTry = async (faults: SmtpFaults) => {
    server.faults = faults;
    const error = await target.send(aRequest(), firstTry()).catch(reason => reason);
    server.faults = {};
    return error;
  };
  return {server, target, faultyTry};
}

const LOGIN = {user: 'ana', password: {env: 'SMTP_PASSWORD'}, security: 'none'};

describe('a mail', () => {
  test('says what is wrong, from whom it is and how much it matters', async () => {
    const {server, target} = await open();
    await target.send(aRequest(), firstTry());
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]).toMatchObject({
      from: 'wk@example.org',
      to: ['oncall@example.org', 'lee@example.org'],
      headers: {
        subject: '[P1] DiskFull on db-1',
        from: 'Watchkeeper <wk@example.org>',
        'auto-submitted': 'auto-generated',
        'x-watchkeeper-key': 'delivery-1',
        importance: 'High',
        date: 'Fri, 20 Nov 2026 12:00:00 +0000',
      },
    });
    expect(server.mails[0]?.text).toMatch(
      /^The disk of db-1.*Level: secondary.*alertname="DiskFull".*Dashboard: https:\/\/grafana.*sent by ana/s,
    );
  });

  test('is one of a thread, whose later mails refer to the first one', async () => {
    const {server, target} = await open();
    const {ref = {}} = await target.send(aRequest(), firstTry());
    for (const verb of DELIVERY_VERBS.slice(1)) await target.send(aRequest({verb, key: verb, ref}), firstTry());
    await target.send(aRequest({verb: 'note', key: 'without a ref'}), firstTry());
    const [first, ...others] = server.mails.map(({headers}) => headers);
    expect(first?.['message-id']).toBe(ref.message_id);
    expect(others).toHaveLength(DELIVERY_VERBS.length);
    for (const headers of others) {
      expect(headers).toMatchObject({
        'in-reply-to': ref.message_id,
        references: ref.message_id,
        subject: 'Re: [P1] DiskFull on db-1',
      });
    }
    expect(new Set(server.mails.map(({headers}) => headers['message-id'])).size).toBe(DELIVERY_VERBS.length + 1);
  });

  test('has the same id when it is sent again, so that a server can tell it', async () => {
    const {server, target, faultyTry} = await open();
    expect(await faultyTry({MESSAGE: 'lose'})).toMatchObject({unknown: true, final: false});
    await target.send(aRequest(), {...firstTry(), mayExist: true});
    expect(target.repeats).toBe('none');
    expect(server.mails).toHaveLength(2);
    expect(new Set(server.mails.map(({headers}) => headers['message-id'])).size).toBe(1);
  });

  test('carries no header that an alert has written', async () => {
    const {server, target} = await open();
    const title = 'a\r\nBcc: evil@example.org\r\n\r\nb\u001b[2Jä\u202e';
    await target.send(
      aRequest({key: 'k\r\nX-Evil: 1', message: aMessage({title, text: '.\r\n.\nRCPT TO:<x>'})}),
      firstTry(),
    );
    const [mail] = server.mails;
    expect(mail?.headers).not.toHaveProperty('bcc');
    expect(mail?.headers).not.toHaveProperty('x-evil');
    expect(mail?.to).toEqual(['oncall@example.org', 'lee@example.org']);
    expect(mail?.text).toMatch(/^\.\r\n\.\r\nRCPT TO:<x>/);
    expect(mail?.raw).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f]/);
  });

  test('is cut between characters where it is too long, and says so', async () => {
    const {server, target} = await open();
    const long = '😀é'.repeat(60_000);
    const {remark} = await target.send(aRequest({message: aMessage({title: long, text: long})}), firstTry());
    expect(remark).toBe('the subject was cut to 200 characters; the text was cut to 100000 characters');
    expect(server.mails[0]?.text).toMatch(/… \[cut: \d+ more characters\]/);
    expect(server.mails[0]?.text).not.toContain('\ufffd');
  });

  test('says of a test that it is one', async () => {
    const {server, target} = await open();
    await target.send(aRequest({test: true}), firstTry());
    expect(server.mails[0]?.headers.subject).toBe('[P1] [TEST] DiskFull on db-1');
    expect(server.mails[0]?.text).toMatch(/^This is a test/);
  });

  test('goes to people by their addresses too, and says who has none', async () => {
    const {server, target} = await open();
    const {remark} = await target.send(aRequest({people: ['mo@example.org', 'lee@example.org', 'ana']}), firstTry());
    expect(server.mails[0]?.to).toEqual(['oncall@example.org', 'lee@example.org', 'mo@example.org']);
    expect(remark).toBe('no address is known of ana');
  });

  test('that reaches some of them says whom it did not reach', async () => {
    const {server, target} = await open();
    server.faults = {'lee@example.org': '550 5.1.1 nobody here'};
    expect((await target.send(aRequest(), firstTry())).remark).toBe('the server did not take lee@example.org');
    expect(server.mails[0]?.to).toEqual(['oncall@example.org']);
  });
});

describe('a mail server', () => {
  test.each([
    {what: 'takes nothing for now', faults: {MAIL: '451 4.3.0 later'}, kind: 'overloaded', final: false},
    {what: 'takes it, and then not', faults: {MESSAGE: '452 4.2.2 full'}, kind: 'overloaded', final: false},
    {what: 'knows nobody', faults: {RCPT: '550 5.1.1 nobody here'}, kind: 'not-found', final: true},
    {what: 'does not want the mail', faults: {MESSAGE: '554 5.7.1 spam'}, kind: 'rejected', final: true},
    {what: 'does not want the sender', faults: {MAIL: '550 5.7.1 go away'}, kind: 'rejected', final: true},
    {what: 'is not open to us', faults: {MAIL: '530 5.7.0 authenticate first'}, kind: 'refused', final: true},
  ])('that $what has not got the mail', async ({faults, kind, final}) => {
    const {faultyTry, server} = await open();
    const error = await faultyTry(faults);
    expect(error).toMatchObject({kind, final, unknown: false});
    expect(error.message).toContain(Object.values(faults)[0]?.replace(/^\d+ [\d.]+ /, ''));
    expect(server.mails).toEqual([]);
  });

  test('that is silent after the mail may have it', async () => {
    const {faultyTry} = await open({timeout: '300ms'});
    expect(await faultyTry({MESSAGE: 'hang'})).toMatchObject({kind: 'timeout', unknown: true});
  });

  test('that is silent before it has not got it', async () => {
    const {faultyTry, server} = await open({timeout: '300ms'});
    expect(await faultyTry({EHLO: 'hang'})).toMatchObject({kind: 'timeout', unknown: false});
    await server.close();
  });

  test('that is not there has not got it', async () => {
    const {target, server} = await open();
    await server.close();
    const error = await target.send(aRequest(), firstTry()).catch(reason => reason);
    expect(error).toMatchObject({kind: 'unreachable', unknown: false});
    expect(error.message).toContain('connection refused');
  });

  test('is left when it is told to stop', async () => {
    const {target, server} = await open();
    server.faults = {RCPT: 'hang'};
    const stop = new AbortController();
    const sending = target.send(aRequest(), firstTry(stop.signal)).catch(reason => reason);
    await expect.poll(() => server.commands.some(line => line.startsWith('RCPT'))).toBe(true);
    stop.abort(new Error('enough'));
    expect(await sending).toEqual(new Error('enough'));
  });

  test('lets us in by user and password, and is checked without a mail', async () => {
    const {server, target} = await open(LOGIN);
    expect(await target.check(firstTry().signal)).toBe(
      `The mail server 127.0.0.1:${server.port} lets us in; no mail was sent.`,
    );
    expect(server.mails).toEqual([]);
    await target.send(aRequest(), firstTry());
    expect(server.mails).toHaveLength(1);
  });

  test('that does not let us in is said to be that, and never told with the password that it repeats', async () => {
    const {target} = await open({...LOGIN, user: 'lee'});
    const error = await target.send(aRequest(), firstTry()).catch(reason => reason);
    expect(error).toMatchObject({kind: 'refused', final: true});
    const told = inspect(error, {depth: 10});
    expect(told).toContain('535');
    expect(told).not.toContain('s3cret');
    expect(told).not.toContain(Buffer.from('\0lee\0s3cret pass').toString('base64'));
  });

  test('gets no password over a line that can be read, unless the configuration says so', async () => {
    const {server, target} = await open({user: LOGIN.user, password: LOGIN.password});
    const error = await target.send(aRequest(), firstTry()).catch(reason => reason);
    expect(error).toMatchObject({kind: 'refused', unknown: false});
    expect(error.message).toContain('does not offer TLS');
    expect(server.commands.filter(line => line.startsWith('AUTH'))).toEqual([]);
  });

  test('gets nothing when the password is not there', async () => {
    const server = await smtpServer();
    const target = aTarget('email', {...OPTIONS, ...LOGIN, port: server.port}, someTools({}));
    await expect(target.send(aRequest(), firstTry())).rejects.toMatchObject({kind: 'refused'});
    expect(server.commands).toEqual([]);
  });

  test('is trusted by the CA of the configuration, and else not', async () => {
    const {ca, server: pair} = certificates();
    const server = await smtpServer(pair);
    const options = {...OPTIONS, port: server.port, security: 'tls'};
    await aTarget('email', options, someTools({}, {tls: {ca}})).send(aRequest(), firstTry());
    expect(server.mails).toHaveLength(1);
    const error = await aTarget('email', options, someTools({}))
      .send(aRequest(), firstTry())
      .catch(reason => reason);
    expect(error).toMatchObject({kind: 'refused', unknown: false});
    expect(error.message).toContain('is not trusted');
  });
});
