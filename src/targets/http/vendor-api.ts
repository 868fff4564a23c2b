import type {HttpRequest} from '../../lib/node/http/exchange.js';
import {type Http, type HttpAnswer, query} from './http.js';
import {type RefusalWords, refusal} from './refusal.js';

/** One request to a vendor's API. */
export interface VendorCall {
  /** `GET` unless said otherwise. */
  readonly method?: HttpRequest['method'];
  /** Below the API's root, its parts encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly json?: unknown;
  /** Statuses beside those of success that are an answer here. */
  readonly also?: readonly number[];
}

/** Asks once. Rejects with TargetError when there is no answer, or one whose status says no. */
export type VendorApi = (call: VendorCall, signal: AbortSignal) => Promise<HttpAnswer>;

/** What a request proves itself with. */
export interface VendorAccess {
  readonly headers?: Readonly<Record<string, string>>;
  /** A part of the address that is a secret. */
  readonly root?: string;
  readonly secrets: readonly string[];
}

export interface VendorApiOptions {
  readonly web: Http;
  /** Address of the API's root. */
  readonly root: string;
  /** Asked before each request, so that a secret may change while we run. */
  access(): Promise<VendorAccess>;
  /** What the vendor means by an answer, where it is not what others mean by its status. */
  words?(answer: HttpAnswer): RefusalWords;
}

/** A vendor's API, where each request has the same root, proof and kinds of refusal. */
export function vendorApi({web, root, access, words}: VendorApiOptions): VendorApi {
  return async ({method = 'GET', path, query: asked = {}, json, also = []}, signal) => {
    const proof = await access();
    const answer = await web.ask({
      method,
      url: `${root}${proof.root ?? ''}${path}${query(asked)}`,
      ...(proof.headers === undefined ? {} : {headers: proof.headers}),
      ...(json === undefined ? {} : {json}),
      secrets: proof.secrets,
      signal,
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    if (also.includes(answer.status)) return answer;
    throw refusal(answer, words?.(answer) ?? {});
  };
}
