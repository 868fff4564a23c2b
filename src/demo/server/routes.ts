import type {Alertmanager} from './alertmanager.js';
import {ApiError, refused} from './api-error.js';

/** How one request is answered; `answer` gives the body, undefined for an empty one. */
export interface Handler {
  readonly type: string;
  /** Whether it needs the request's body. */
  readonly reads: boolean;
  answer(body: string): string | Buffer | undefined;
}

type Act = (url: URL, body: string) => string | Buffer | undefined;
type Methods = Readonly<Partial<Record<string, Act>>>;

const PREFIX = '/api/v2';

/** Finds the handler for a method and a path; throws what Alertmanager answers where there is none. */
export function routes(known: Alertmanager): (method: string, url: URL) => Handler {
  const table: Readonly<Record<string, Methods>> = {
    '/alerts': {
      GET: url => known.getAlerts(url),
      POST: (_, body) => {
        known.postAlerts(body);
        return undefined;
      },
    },
    '/alerts/groups': {GET: url => known.getGroups(url)},
    '/silences': {
      GET: url => known.getSilences(url),
      POST: (_, body) => known.postSilence(body),
    },
    '/status': {GET: () => known.getStatus()},
    '/receivers': {GET: () => known.getReceivers()},
  };
  const silence: Methods = {
    GET: url => known.getSilence(lastSegment(url)),
    DELETE: url => {
      known.deleteSilence(lastSegment(url));
      return undefined;
    },
  };
  return (method, url) => {
    if (url.pathname === '/-/healthy' || url.pathname === '/-/ready')
      return {type: 'text/plain; charset=utf-8', reads: false, answer: () => 'OK'};
    if (!url.pathname.startsWith(`${PREFIX}/`)) throw new ApiError(404, undefined);
    const path = url.pathname.slice(PREFIX.length);
    const methods = /^\/silence\/[^/]+$/.test(path) ? silence : table[path];
    if (!methods) throw refused(404, `path ${url.pathname} was not found`);
    return handler(method, {methods, url});
  };
}

function handler(method: string, {methods, url}: {methods: Methods; url: URL}): Handler {
  const act = methods[method];
  if (!act) throw refused(405, `method ${method} is not allowed, but [${Object.keys(methods).sort().join(',')}] are`);
  return {type: 'application/json', reads: method === 'POST', answer: body => act(url, body)};
}

function lastSegment(url: URL): string {
  return decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
}
