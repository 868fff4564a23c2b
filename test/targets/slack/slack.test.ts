import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {slackApi, slackError, slackWebhook} from '../../support/vendors/slack.js';

const TOKEN = 'xoxb-1234567890-abcdefghij';
const options = (url: string) => ({token: {env: 'SLACK_TOKEN'}, channel: 'C0000002', url: `${url}/api`});

describeTarget({
  kind: 'slack',
  about: 'slack by a token',
  vendor: slackApi,
  options,
  secrets: () => ({token: TOKEN}),
  failures: [
    {
      title: 'a 200 that says it is not ok is a failure, and final where Slack will say so again',
      answer: slackError('channel_not_found'),
      kind: 'not-found',
      final: true,
      unknown: false,
      says: 'channel_not_found',
    },
    {title: 'an app that is not in the channel', answer: slackError('not_in_channel'), kind: 'refused', final: true},
    {title: 'a channel that is archived', answer: slackError('is_archived'), kind: 'rejected', final: true},
    {title: 'a token that is not valid', answer: slackError('invalid_auth'), kind: 'refused', final: true},
    {
      title: 'a token without the scope, which is named',
      answer: {json: {ok: false, error: 'missing_scope', needed: 'chat:write'}},
      kind: 'refused',
      says: 'lacks the scope chat:write',
    },
    {title: 'a post that is too long', answer: slackError('msg_too_long'), kind: 'rejected', final: true},
    {
      title: 'too many posts, said in a 200',
      answer: {...slackError('rate_limited'), headers: {'retry-after': '3'}},
      kind: 'overloaded',
      final: false,
      unknown: false,
    },
    {title: 'an error of its own, in a 200', answer: slackError('internal_error'), kind: 'bad-answer', unknown: true},
    {title: 'an answer that is not JSON', answer: {text: '<html>'}, kind: 'bad-answer', unknown: true},
  ],
});

const HOOK = '/services/T0000/B0000/XXXXYYYYZZZZ';

describeTarget({
  kind: 'slack',
  about: 'slack by an incoming webhook',
  vendor: slackWebhook,
  options: () => ({webhook: {env: 'SLACK_WEBHOOK_URL'}}),
  secrets: url => ({webhook: `${url}${HOOK}`}),
  failures: [
    {
      title: 'a payload that it does not take',
      answer: {status: 400, text: 'invalid_payload'},
      kind: 'rejected',
      final: true,
    },
    {
      title: 'a post that is not allowed there',
      answer: {status: 403, text: 'action_prohibited'},
      kind: 'refused',
      says: 'action_prohibited',
    },
    {title: 'a webhook that was taken away', answer: {status: 404, text: 'no_service'}, kind: 'not-found', final: true},
    {
      title: 'a channel that is archived',
      answer: {status: 410, text: 'channel_is_archived'},
      kind: 'not-found',
      final: true,
    },
    {title: 'an error of its own', answer: {status: 500, text: 'rollup_error'}, kind: 'bad-answer', unknown: true},
    {title: 'a 200 that is not ok', answer: {text: 'hello'}, kind: 'bad-answer', unknown: true},
  ],
});

test('a webhook that takes an empty post as well is good, and no proxy in between', async () => {
  const vendor = slackWebhook();
  const server = await vendorServer(vendor);
  const target = aTarget('slack', {webhook: {env: 'S'}}, someTools({webhook: `${server.url}${HOOK}`}));
  server.fail({text: 'ok'});
  expect(await target.check(firstTry().signal)).toBe('The webhook takes what is posted.');
  expect(vendor.pages()).toBe(0);
});

async function open(over: Readonly<Record<string, unknown>> = {}) {
  const vendor = slackApi();
  const server = await vendorServer(vendor);
  const target = aTarget('slack', {...options(server.url), ...over}, someTools({token: TOKEN}));
  return {vendor, server, target};
}

/** What people read of a post. */
function read({
  blocks,
}: {
  readonly blocks: readonly {
    text?: {text: string};
    fields?: readonly {text: string}[];
    elements?: readonly {text: string}[];
  }[];
}): string {
  return blocks
    .flatMap(({text, fields = [], elements = []}) => [text, ...fields, ...elements].map(one => one?.text))
    .join('\n');
}

const now = () => aMessage({at: Date.now()});

describe('a post in Slack', () => {
  test('is changed and answered below through its life', async () => {
    const {vendor, server, target} = await open();
    const {ref = {}, url} = await target.send(aRequest({message: now()}), firstTry());
    expect(url).toMatch(/^https:\/\/acme\.slack\.com\/archives\/C0000002\/p\d+$/);
    for (const [verb, status] of [
      ['ack', 'acked'],
      ['note', 'acked'],
      ['escalate', 'acked'],
      ['update', 'acked'],
      ['resolve', 'resolved'],
    ] as const) {
      await target.send(aRequest({verb, key: verb, ref, message: {...now(), status}, opening: now()}), firstTry());
    }
    const [root, ...replies] = vendor.messages;
    expect(root?.text).toBe('P1 Resolved: DiskFull on db-1');
    expect(read(root ?? {blocks: []})).toContain('The disk of db-1 is full in 10 minutes.');
    expect(replies.map(({thread_ts}) => thread_ts)).toEqual(Array(5).fill(root?.ts));
    expect(replies.map(({reply_broadcast}) => reply_broadcast === true)).toEqual([false, false, true, false, false]);
    expect(server.violations).toEqual([]);
  });

  test('is found by our own mark when nobody knows where it is, in a channel that is configured by name', async () => {
    const {vendor, target} = await open({channel: '#on-call'});
    await target.send(aRequest({thread: 'other', key: 'other', message: now()}), firstTry());
    await target.send(aRequest({message: now()}), firstTry());
    const acked = {...now(), status: 'acked'} as const;
    await target.send(aRequest({verb: 'ack', key: 'ack', message: acked, opening: now()}), firstTry());
    expect(vendor.messages.map(({text}) => text)).toEqual([
      'P1 DiskFull on db-1',
      'P1 Acked: DiskFull on db-1',
      'P1 Acked: DiskFull on db-1',
    ]);
  });

  test('goes on saying what the page said once it is acked, and that nobody has it once it is given back', async () => {
    const {vendor, target} = await open();
    const page = {...now(), title: 'P1 DiskFull db-1 for 4m'};
    const {ref = {}} = await target.send(aRequest({message: page}), firstTry());
    const says = async (verb: 'ack' | 'release', status: 'acked' | 'firing', text: string) => {
      const message = aMessage({at: Date.now(), title: 'P1 DiskFull db-1', status, text, fields: [], links: []});
      await target.send(aRequest({verb, key: verb, ref, message, opening: page}), firstTry());
      return vendor.messages[0] ?? {text: '', blocks: []};
    };
    const acked = await says('ack', 'acked', 'ana is on it.');
    expect(acked.text).toBe('P1 Acked: DiskFull db-1');
    expect(read(acked)).toContain('ana is on it.');
    expect(read(acked)).toContain('The disk of db-1 is full in 10 minutes.');
    expect(read(acked)).toContain('*Level*\nsecondary');
    const released = await says('release', 'firing', 'ana gave it back: nobody has it.');
    expect(released.text).toBe('P1 DiskFull db-1');
    expect(read(released)).toContain('ana gave it back: nobody has it.');
    expect(read(released)).not.toContain('is on it');
    expect(read(released)).toContain('The disk of db-1 is full in 10 minutes.');
  });

  test('says the severity once, also where the title begins with it', async () => {
    const {vendor, target} = await open();
    await target.send(aRequest({message: {...now(), title: 'P1 DiskFull db-1'}}), firstTry());
    expect(vendor.messages[0]?.text).toBe('P1 DiskFull db-1');
  });

  test('stays as it is where nobody knows what it said', async () => {
    const {vendor, target} = await open();
    const {ref = {}} = await target.send(aRequest({message: now()}), firstTry());
    const message = aMessage({at: Date.now(), status: 'acked', text: 'ana is on it.'});
    await target.send(aRequest({verb: 'ack', key: 'ack', ref, message}), firstTry());
    expect(vendor.messages.map(({text}) => text)).toEqual(['P1 DiskFull on db-1', 'P1 Acked: DiskFull on db-1']);
    expect(read(vendor.messages[0] ?? {blocks: []})).not.toContain('is on it');
  });

  test('cannot be changed when there is none', async () => {
    const {target} = await open();
    await expect(target.send(aRequest({verb: 'resolve'}), firstTry())).rejects.toMatchObject({kind: 'not-found'});
  });

  test('is answered once, also when the answer of the first try got lost', async () => {
    const {vendor, server, target} = await open();
    const {ref = {}} = await target.send(aRequest({message: now()}), firstTry());
    const note = aRequest({verb: 'note', key: 'note', ref, message: now()});
    server.fail('lose');
    await expect(target.send(note, firstTry())).rejects.toMatchObject({unknown: true});
    expect(await target.send(note, {...firstTry(), mayExist: true})).toMatchObject({existed: true});
    expect(vendor.messages).toHaveLength(2);
  });

  test('is posted all the same by an app that may not look for it, and that is said', async () => {
    const {vendor, server, target} = await open();
    server.fail(slackError('missing_scope'));
    const {remark} = await target.send(aRequest(), {...firstTry(), mayExist: true});
    expect(remark).toContain('may be seen twice');
    expect(vendor.messages).toHaveLength(1);
  });

  test('mentions people by id and by address, and says whom Slack does not know', async () => {
    const {vendor, target} = await open();
    const people = ['U012', 'lee@example.org', 'mo@example.org', 'S0TEAM', '<!channel>'];
    const {remark} = await target.send(aRequest({people}), firstTry());
    expect(vendor.messages[0]?.text).toBe(
      '<@U012> <@ULEE> mo@example.org <!subteam^S0TEAM> &lt;!channel&gt; P1 DiskFull on db-1',
    );
    expect(remark).toBe('Slack does not know mo@example.org, <!channel>, who got no notice');
  });

  test('mentions nobody and links nowhere because of what an alert says', async () => {
    const {vendor, target} = await open();
    const evil = '<!channel> <@U1> <https://evil.example|your bank> & more';
    const links = [
      {title: evil, url: 'https://grafana.example/a|b>c'},
      {title: 'local', url: 'javascript:alert(1)'},
    ];
    await target.send(
      aRequest({
        message: aMessage({
          title: evil,
          text: evil,
          by: evil,
          labels: {a: evil},
          links,
          fields: [{name: evil, value: evil}],
        }),
      }),
      firstTry(),
    );
    const [post] = vendor.messages;
    const written = JSON.stringify(post?.blocks.filter(({type}) => type !== 'header')) + post?.text;
    expect(written.match(/<[^>]*>/g)).toEqual([
      expect.stringMatching(/^<https:\/\/grafana\.example\/a%7Cb(%3E|&gt;)c\|/),
    ]);
  });

  test('goes where the request says, for a room of an incident', async () => {
    const {vendor, target} = await open();
    await target.send(aRequest({ref: {channel: 'C0000001'}}), firstTry());
    expect(vendor.messages[0]?.channel).toBe('C0000001');
  });

  test('keeps many fields, links and lines within what Slack takes', async () => {
    const {vendor, server, target} = await open();
    const message = aMessage({
      text: `${'word '.repeat(100)}\n`.repeat(12),
      fields: Array.from({length: 30}, (_, at) => ({name: `field ${at}`, value: 'x'.repeat(500)})),
      links: Array.from({length: 60}, (_, at) => ({
        title: `link ${at}`,
        url: `https://example.org/${'y'.repeat(at * 20)}`,
      })),
      labels: Object.fromEntries(Array.from({length: 300}, (_, at) => [`label${at}`, 'z'.repeat(30)])),
    });
    await target.send(aRequest({message}), firstTry());
    expect(read(vendor.messages[0] ?? {blocks: []})).toContain('field 29');
    expect(server.violations).toEqual([]);
  });
});

test('Slack wants a token with a channel, or a webhook', () => {
  const tools = someTools({});
  expect(() => aTarget('slack', {}, tools)).toThrow('give one of token and webhook');
  expect(() => aTarget('slack', {token: {env: 'A'}, webhook: {env: 'B'}, channel: 'C'}, tools)).toThrow('give one of');
  expect(() => aTarget('slack', {token: {env: 'A'}}, tools)).toThrow('needs the `channel`');
});
