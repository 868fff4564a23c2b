import type {TargetError} from '../../core/escalation/target.js';
import {type Http, type HttpAnswer, http, query} from '../http/http.js';
import {type RefusalWords, refusal} from '../http/refusal.js';
import {secretOf} from '../secret-of.js';
import type {SecretPlace, TargetTools} from '../target-kind.js';

export interface ApiOptions {
  readonly url: string;
  readonly token: SecretPlace;
  /** The address of the user in whose name is written. */
  readonly from: string;
  /** Ms. */
  readonly timeout: number;
}

/** PagerDuty's REST API. Rejects with `TargetError` when the answer is no success. */
export interface Api {
  get(path: string, values: Parameters<typeof query>[0], signal: AbortSignal): Promise<HttpAnswer>;
  write(
    asked: {readonly method: 'POST' | 'PUT'; readonly path: string; readonly json: unknown},
    signal: AbortSignal,
  ): Promise<HttpAnswer>;
}

export function api({url, token: place, from, timeout}: ApiOptions, tools: TargetTools): Api {
  const web = http({tools, timeout});
  const ask = async (call: Omit<Parameters<Http['ask']>[0], 'headers' | 'secrets'>): Promise<HttpAnswer> => {
    const token = await secretOf(tools, place, 'token');
    const headers = {authorization: `Token token=${token}`, accept: 'application/vnd.pagerduty+json;version=2', from};
    const answer = await web.ask({...call, headers, secrets: [token]});
    if (answer.status < 200 || answer.status > 299) throw refused(answer);
    return answer;
  };
  return {
    get: (path, values, signal) => ask({method: 'GET', url: `${url}${path}${query(values)}`, signal}),
    write: ({method, path, json}, signal) => ask({method, url: `${url}${path}`, json, signal}),
  };
}

/** The number that PagerDuty gives an error, where it gives one. */
export class PagerdutyCode extends Error {
  override name = 'PagerdutyCode' as const;
  readonly code: number;
  /** Its words, to tell errors of the same number apart. */
  readonly said: string;

  constructor(code: number, said: string) {
    super(`PagerDuty's error ${code}`);
    this.code = code;
    this.said = said;
  }
}

/** What PagerDuty's number of a refusal is; undefined for other errors. */
export function codeOf(error: unknown): PagerdutyCode | undefined {
  const {cause} = error instanceof Error ? error : {};
  return cause instanceof PagerdutyCode ? cause : undefined;
}

function refused(answer: HttpAnswer): TargetError {
  const found = refusal(answer, wordsFor(answer));
  const code = numberIn(answer.json);
  if (code !== undefined) found.cause = new PagerdutyCode(code, answer.said);
  return found;
}

const TOO_MANY = 2020;

function wordsFor(answer: HttpAnswer): RefusalWords {
  if (answer.status === 402) {
    return {kind: 'refused', hint: 'The plan of this PagerDuty account does not have it: use another way or target.'};
  }
  if (/requester.*(not found|invalid)|invalid.*from|from.*header/i.test(answer.said)) {
    return {kind: 'refused', hint: 'Set `from` of this target to the address of a user of this PagerDuty account.'};
  }
  if (answer.status === 429 || numberIn(answer.json) === TOO_MANY) {
    const reset = Number(answer.header('ratelimit-reset') || 'none');
    return {kind: 'overloaded', retryAfter: answer.retryAfter ?? (Number.isNaN(reset) ? undefined : reset * 1000)};
  }
  return {};
}

function numberIn(json: unknown): number | undefined {
  const error = typeof json === 'object' && json !== null && 'error' in json ? json.error : undefined;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}
