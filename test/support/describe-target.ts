import {inspect} from 'node:util';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {
  DELIVERY_VERBS,
  TARGET_VERBS,
  type Target,
  TargetError,
  type TargetTrouble,
} from '../../src/core/escalation/target.js';
import {aMessage, aRequest, aTarget, firstTry, type Kind, type Secrets, someTools} from './a-target.js';
import {type Vendor, type VendorAnswer, type VendorServer, vendorServer} from './vendor-server.js';

export interface TargetCase {
  readonly kind: Kind;
  /** What the test is about, where one kind is several things. */
  readonly about?: string;
  /** The vendor's side, fresh for each test. */
  vendor(): Vendor & {
    /** How many things there are that people were told of: incidents, posts, tickets. */
    pages(): number;
  };
  readonly options: (url: string) => Readonly<Record<string, unknown>>;
  /** With the server's URL, for secrets that are URLs. */
  readonly secrets: (url: string) => Secrets;
  /** What the vendor may say instead, by its documents. */
  readonly failures: readonly {
    readonly title: string;
    readonly answer: VendorAnswer;
    readonly kind: TargetTrouble;
    readonly unknown?: boolean;
    readonly final?: boolean;
    /** Part of what the operator reads. */
    readonly says?: string | RegExp;
  }[];
  /** How it says that there were too many; 429 unless said otherwise. */
  readonly tooMany?: VendorAnswer;
  /** Texts are longer here than anything the vendor takes; 200,000 code points unless said otherwise. */
  readonly longest?: number;
}

/** What every target that speaks HTTP promises, against a local server that checks each request. */
export function describeTarget(one: TargetCase): void {
  describe(one.about ?? one.kind, () => {
    let vendor: ReturnType<TargetCase['vendor']>;
    let server: VendorServer;
    let target: Target;

    beforeEach(async () => {
      vendor = one.vendor();
      server = await vendorServer(vendor);
      target = made();
    });

    afterEach(() => expect(server.violations).toEqual([]));

    const made = (over: {readonly secrets?: Secrets; readonly timeout?: string; readonly url?: string} = {}) => {
      const url = over.url ?? server.url;
      const options = {...one.options(url), ...(over.timeout === undefined ? {} : {timeout: over.timeout})};
      return aTarget(one.kind, options, someTools(over.secrets ?? one.secrets(url)));
    };
    const failureOf = async (sending: Promise<unknown>): Promise<TargetError> => {
      const error = await sending.then(
        () => undefined,
        reason => reason,
      );
      expect(error).toBeInstanceOf(TargetError);
      return error as TargetError;
    };

    test('says of each verb that it is there or why not, and has what it says', () => {
      for (const verb of TARGET_VERBS) {
        const power = target.powers[verb];
        if (power !== true) expect(power).toMatch(/\S \S/);
      }
      expect(target.find !== undefined).toBe(target.powers.find === true);
      expect(target.onCall !== undefined).toBe(target.powers['on-call'] === true);
      expect(target).toMatchObject({name: 'one', kind: one.kind});
    });

    test('opens what people see once', async () => {
      const result = await target.send(aRequest(), firstTry());
      expect(vendor.pages()).toBe(1);
      expect(result.remark).toBeUndefined();
    });

    test('is checked without paging anyone', async () => {
      expect(await target.check(firstTry().signal)).toMatch(/^[A-Z].*\.$/s);
      expect(vendor.pages()).toBe(0);
    });

    test('refuses a verb it has no power for with the reason, and sends nothing', async () => {
      for (const verb of DELIVERY_VERBS.filter(each => target.powers[each] !== true)) {
        const error = await failureOf(target.send(aRequest({verb}), firstTry()));
        expect(error).toMatchObject({kind: 'unsupported', final: true, unknown: false});
        expect(error.message).toContain(String(target.powers[verb]));
      }
      expect(server.received).toEqual([]);
    });

    test.each(one.failures)('$title', async ({answer, kind, unknown, final, says}) => {
      server.fail(answer);
      const error = await failureOf(target.send(aRequest(), firstTry()));
      expect(error).toMatchObject({kind, ...(final === undefined ? {} : {final})});
      if (unknown !== undefined) expect(error.unknown).toBe(unknown);
      if (says !== undefined) expect(error.message).toMatch(says);
      expect(error.hint).toMatch(/^[A-Z].*\.$/s);
    });

    test('passes on how long it is to wait, from seconds and from a date', async () => {
      const tooMany = one.tooMany ?? {status: 429};
      const at = new Date(Date.now() + 90_000).toUTCString();
      server.fail({...tooMany, headers: {'retry-after': '7'}}, {...tooMany, headers: {'retry-after': at}});
      const inSeconds = await failureOf(target.send(aRequest(), firstTry()));
      expect(inSeconds).toMatchObject({kind: 'overloaded', retryAfter: 7_000, final: false});
      const byDate = await failureOf(target.send(aRequest(), firstTry()));
      expect(byDate.retryAfter).toBeGreaterThan(30_000);
      expect(byDate.retryAfter).toBeLessThanOrEqual(90_000);
    });

    test('does not know the outcome when no answer comes in time', async () => {
      server.fail('hang');
      const error = await failureOf(made({timeout: '100ms'}).send(aRequest(), firstTry()));
      expect(error).toMatchObject({kind: 'timeout', unknown: true, final: false});
    });

    test('a second try after a lost answer is seen once, where a repeat can be told', async () => {
      server.fail('lose');
      const error = await failureOf(target.send(aRequest(), firstTry()));
      expect(error).toMatchObject({kind: 'unreachable', unknown: true, final: false});
      await target.send(aRequest(), {...firstTry(), mayExist: true});
      expect(vendor.pages()).toBe(target.repeats === 'none' ? 2 : 1);
    });

    test('knows that nothing was done when nothing listens', async () => {
      await server.close();
      const error = await failureOf(target.send(aRequest(), firstTry()));
      expect(error).toMatchObject({kind: 'unreachable', unknown: false, final: false});
    });

    test('ends when it is told to stop', async () => {
      server.fail('hang');
      const stop = new AbortController();
      const sending = target.send(aRequest(), firstTry(stop.signal));
      const ended = expect(sending).rejects.toThrow('enough');
      await expect.poll(() => server.received.length).toBe(1);
      stop.abort(new Error('enough'));
      await ended;
    });

    test('never tells a secret, not even one that the server repeats', async () => {
      const secrets = Object.values(one.secrets(server.url));
      const echo = {message: `bad: ${secrets.join(' ')}`, error: secrets.map(encodeURIComponent).join(' ')};
      server.fail({status: 400, json: echo}, {status: 500, text: secrets.join('\n')}, 'lose');
      for (let tries = 0; tries < 3; tries++) {
        const error = await failureOf(target.send(aRequest(), firstTry()));
        const told = `${inspect(error, {depth: 10})} ${error.hint} ${JSON.stringify(target)}`;
        for (const secret of secrets) expect(told).not.toContain(secret);
      }
    });

    test('says which secret is not there, and sends nothing', async () => {
      for (const key of Object.keys(one.secrets(server.url))) {
        const {[key]: _, ...others} = one.secrets(server.url);
        const error = await failureOf(made({secrets: others}).send(aRequest(), firstTry()));
        expect(error).toMatchObject({kind: 'refused', unknown: false});
        expect(error.message).toContain(key);
      }
      expect(server.received).toEqual([]);
    });

    test('sends no control sequence and nothing that reorders text', async () => {
      const evil = 'a\u001b]52;c;x\u0007b\u202ec\u009bd\rz';
      const message = aMessage({title: evil, text: `${evil}\nline`, by: evil, labels: {host: evil}, source: evil});
      await target.send(aRequest({message: {...message, fields: [{name: evil, value: evil}]}}), firstTry());
      const sent = server.received.map(({body}) => unescaped(body)).join('\n');
      expect(sent).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\ud800-\udfff]/u);
    });

    test('says of a test that it is one', async () => {
      await target.send(aRequest({test: true}), firstTry());
      expect(server.received.map(({body}) => unescaped(body)).join('\n')).toContain('[TEST] DiskFull on db-1');
    });

    test('cuts what is too long between characters, and says so', async () => {
      const long = '😀&<'.repeat(Math.ceil((one.longest ?? 200_000) / 3));
      const message = aMessage({title: long, text: long});
      const result = await target.send(aRequest({message}), firstTry());
      const sent = server.received.map(({body}) => unescaped(body)).join('\n');
      expect(sent).toMatch(/\[cut: \d+ more characters\]|… \[cut\]/);
      expect(sent).not.toMatch(/[\ud800-\udfff]/u);
      expect(result.remark).toMatch(/cut to \d+ characters/);
    });
  });
}

/** A body with its escapes of JSON and forms undone, so that one can look for what people will read. */
function unescaped(body: string): string {
  const plain = /^[\w.]+=/.test(body) ? [...new URLSearchParams(body).values()].join('\n') : body;
  return plain
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\\n', '\n')
    .replaceAll('\\"', '"');
}
