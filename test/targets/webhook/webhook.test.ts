import {createHmac} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {type VendorRequest, vendorServer} from '../../support/vendor-server.js';

const SECRET = 'a-secret-of-the-hook';
const TOKEN = 'a-token-in-a-header';

/** A receiver as the README tells people to write one: it checks the signature, and tells repeats by their key. */
function receiver() {
  const seen = new Map<string, VendorRequest>();
  return {
    seen,
    pages: () => seen.size,
    problems: (request: VendorRequest) => (request.method === 'OPTIONS' ? [] : problemsOf(request)),
    answer(request: VendorRequest) {
      if (request.method === 'OPTIONS') return {status: 404};
      seen.set(request.headers['idempotency-key'] ?? '', request);
      return {json: {ref: {id: '7'}, url: 'https://tickets.example/7', remark: 'queued\u001b[2J'}};
    },
  };
}

function problemsOf({headers, body, json}: VendorRequest): readonly string[] {
  const [, t = '', v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['x-watchkeeper-signature'] ?? '') ?? [];
  const expected = createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex');
  const rules: readonly [string, boolean][] = [
    ['is not signed', v1 === expected],
    ['was signed long ago', Math.abs(Number(t) * 1000 - Date.now()) < 60_000],
    ['is no JSON', headers['content-type'] === 'application/json'],
    ['has two keys', (json as {key: string}).key === headers['idempotency-key']],
    ['is too long', body.length < 512 * 1024],
  ];
  return rules.filter(([, kept]) => !kept).map(([text]) => text);
}

const options = (url: string) => ({
  url: `${url}/page`,
  secret: {file: '/run/secrets/hook'},
  headers: {Authorization: {env: 'HOOK_TOKEN'}, 'X-Team': 'payments'},
});
const secrets = {secret: SECRET, 'headers.Authorization': TOKEN};

describeTarget({
  kind: 'webhook',
  vendor: () => {
    const {seen, ...others} = receiver();
    const answer = (request: VendorRequest) => {
      others.answer(request);
      return {text: 'thanks'};
    };
    return {...others, answer};
  },
  options,
  secrets: () => secrets,
  failures: [
    {title: 'a receiver that does not know us', answer: {status: 401}, kind: 'refused', final: true},
    {
      title: 'a receiver that does not want it',
      answer: {status: 422, json: {error: 'no team'}},
      kind: 'rejected',
      final: true,
      says: 'no team',
    },
    {
      title: 'a receiver that asks for another try (408)',
      answer: {status: 408},
      kind: 'overloaded',
      final: false,
      unknown: false,
    },
    {title: 'a receiver that is asked too early (425)', answer: {status: 425}, kind: 'overloaded', final: false},
    {title: 'a receiver that is not ready', answer: {status: 503}, kind: 'overloaded', final: false},
    {title: 'a receiver that fails', answer: {status: 500}, kind: 'bad-answer', unknown: true},
    {title: 'a proxy that cannot reach it', answer: {status: 502}, kind: 'unreachable', unknown: true},
    {
      title: 'a receiver that has moved is not followed, because of the secrets',
      answer: {status: 302, headers: {location: 'https://elsewhere.example'}},
      kind: 'rejected',
    },
  ],
});

describe('a webhook', () => {
  async function open(over: Readonly<Record<string, unknown>> = {}) {
    const vendor = receiver();
    const server = await vendorServer(vendor);
    return {
      vendor,
      server,
      target: aTarget(
        'webhook',
        {...options(server.url), ...over},
        someTools({...secrets, url: `${server.url}/s3cret`}),
      ),
    };
  }

  test('tells everything there is to tell, and hands back what the receiver says', async () => {
    const {vendor, target} = await open();
    const request = aRequest({verb: 'escalate', level: 2, people: ['lee'], test: true, ref: {id: '6'}});
    const result = await target.send(request, firstTry());
    expect(result).toEqual({ref: {id: '7'}, url: 'https://tickets.example/7', remark: 'queued'});
    const {json, headers} = vendor.seen.get('delivery-1') ?? {json: undefined, headers: {}};
    expect(headers).toMatchObject({authorization: TOKEN, 'x-team': 'payments'});
    expect(json).toMatchObject({
      v: 1,
      verb: 'escalate',
      key: 'delivery-1',
      thread: request.thread,
      level: 2,
      people: ['lee'],
      test: true,
      ref: {id: '6'},
      message: {title: '[TEST] DiskFull on db-1', severity: 'P1', status: 'firing', at: '2026-11-20T12:00:00.000Z'},
    });
  });

  test('can have a URL that is a secret itself', async () => {
    const {server, target} = await open({url: {env: 'HOOK_URL'}});
    await target.send(aRequest(), firstTry());
    expect(server.received[0]?.path).toBe('/s3cret');
    server.fail({status: 404, text: 'nothing at /s3cret'});
    const error = await target.send(aRequest(), firstTry()).catch(reason => reason);
    expect(error.message).not.toContain('s3cret');
  });

  test('signs each try anew, with the same key', async () => {
    const {server, target} = await open();
    await target.send(aRequest({message: aMessage()}), firstTry());
    await target.send(aRequest({message: aMessage()}), {...firstTry(), mayExist: true});
    expect(new Set(server.received.map(({headers}) => headers['idempotency-key'])).size).toBe(1);
    expect(server.violations).toEqual([]);
  });
});
