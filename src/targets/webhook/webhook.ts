import {createHmac} from 'node:crypto';
import * as v from 'valibot';
import {TargetError, type TargetRef, type TargetResult} from '../../core/escalation/target.js';
import {machineTime} from '../../core/ports.js';
import {httpUrl} from '../../lib/option-parts.js';
import {plainText} from '../../lib/plain-text.js';
import {defineTarget} from '../define-target.js';
import {DELIVERS} from '../delivers.js';
import {http} from '../http/http.js';
import {secretPlace, timeoutEntry} from '../option-entries.js';
import {secretOf} from '../secret-of.js';
import type {SecretPlace, TargetTools} from '../target-kind.js';
import {fitter} from '../text/fit.js';
import {requestJson} from '../text/request-json.js';

const headerName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/, 'this is no name of a header'));
const headerValue = v.pipe(
  v.string('write one line of text, or a secret'),
  v.regex(/^\P{Cc}*$/u, 'a header is one line'),
);

const options = v.strictObject(
  {
    url: v.union([httpUrl, secretPlace], 'write a URL, or {env: NAME} where the URL itself is a secret'),
    secret: v.optional(secretPlace),
    headers: v.optional(
      v.record(
        headerName,
        v.union([headerValue, secretPlace], 'write one line of text, or {env: NAME}'),
        'write NAME: value',
      ),
      {},
    ),
    ...timeoutEntry,
  },
  'write {kind: webhook, url: "https://hook.example/page", secret: {file: PATH}}',
);
type Options = v.InferOutput<typeof options>;

const SENDS_ONLY = 'a webhook is only told, and never asked';
const LONGEST_REMARK = 300;

/** What a receiver may answer; any other answer of success is one too. */
const answer = v.object({
  ref: v.optional(v.record(v.string(), v.string())),
  url: v.optional(v.string()),
  existed: v.optional(v.boolean()),
  remark: v.optional(v.string()),
});

/** Our own JSON to any URL, signed, with a key that tells repeats. */
export const webhook = defineTarget({
  kind: 'webhook',
  options,
  create(_, given, tools) {
    const web = http({tools, timeout: given.timeout});
    return {
      powers: {...DELIVERS, find: SENDS_ONLY, 'on-call': SENDS_ONLY},
      repeats: 'key',
      async send(request, {signal}) {
        const fit = fitter();
        const body = JSON.stringify(requestJson(request, fit));
        const {url, headers, secrets} = await readSecrets(given, tools);
        const signature = await signatureOf(body, given.secret, tools);
        const got = await web.call({
          method: 'POST',
          url,
          headers: {
            'content-type': 'application/json',
            'idempotency-key': request.key,
            ...headers,
            ...signature.headers,
          },
          body,
          secrets: [...secrets, ...signature.secrets],
          signal,
        });
        return resultOf(got.json, fit.remark());
      },
      async check(signal) {
        const {url, headers, secrets} = await readSecrets(given, tools);
        if (given.secret !== undefined) await secretOf(tools, given.secret, 'secret');
        const {host, status} = await web.ask({method: 'OPTIONS', url, headers, secrets, signal});
        return `The receiver at ${host} answers (${status}); whether it takes pages is only seen when one is sent.`;
      },
    };
  },
});

async function readSecrets({url, headers}: Options, tools: TargetTools) {
  const secrets: string[] = [];
  const read = async (place: SecretPlace, key: string): Promise<string> => {
    const secret = await secretOf(tools, place, key);
    secrets.push(secret);
    return secret;
  };
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    all[name.toLowerCase()] = typeof value === 'string' ? value : await read(value, `headers.${name}`);
  }
  const address = typeof url === 'string' ? url : await read(url, 'url');
  if (!URL.canParse(address) || !/^https?:\/\//i.test(address)) {
    throw new TargetError('refused', 'The secret of `url` is no URL.', {hint: 'It begins with https:// or http://.'});
  }
  return {url: address, headers: all, secrets};
}

/** `t` is in the signature, so that a request cannot be played again much later. */
async function signatureOf(body: string, place: SecretPlace | undefined, tools: TargetTools) {
  if (place === undefined) return {headers: {}, secrets: []};
  const secret = await secretOf(tools, place, 'secret');
  const t = Math.floor(machineTime(tools.clock) / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return {headers: {'x-watchkeeper-signature': `t=${t},v1=${v1}`}, secrets: [secret]};
}

function resultOf(json: unknown, cut: string | undefined): TargetResult {
  const read = v.safeParse(answer, json);
  const said = read.success ? read.output : {};
  const remark = [cut, said.remark === undefined ? undefined : plainText(said.remark, {maxLength: LONGEST_REMARK})]
    .filter(part => part !== undefined)
    .join('; ');
  return {
    ...(said.ref === undefined ? {} : {ref: filtered(said.ref)}),
    ...(said.url === undefined ? {} : {url: plainText(said.url)}),
    ...(said.existed === true ? {existed: true} : {}),
    ...(remark === '' ? {} : {remark}),
  };
}

const LONGEST_REF = 1_000;

function filtered(ref: TargetRef): TargetRef {
  const entries = Object.entries(ref).slice(0, 20);
  return Object.fromEntries(
    entries.map(([name, value]) => [plainText(name, {maxLength: 100}), plainText(value, {maxLength: LONGEST_REF})]),
  );
}
