import {type Answer, refusal} from '../server/http/answer.js';

/** What a path below the gateway's root asks for. */
export interface Route {
  readonly cluster: string;
  /** From 1; absent where any member will do. */
  readonly member?: number;
  /** After `/api/v2`, with its query. */
  readonly path: string;
  readonly methods: readonly string[];
  /** Everybody's poll asks for it, so that one answer serves all. */
  readonly isShared: boolean;
}

const SHAPE = /^([^/]+)(?:\/([1-9]\d?))?\/api\/v2(\/[a-z]+(?:\/[\w-]{1,64})?)$/;
/** What a query may be made of: anything that a URL has, but nothing that ends a line. */
const QUERY = /^[\x21-\x7e]{0,8192}$/;

const PATHS: Readonly<Record<string, readonly string[]>> = {
  '/alerts': ['GET'],
  '/alerts/groups': ['GET'],
  '/silences': ['GET', 'POST'],
  '/status': ['GET'],
  '/receivers': ['GET'],
};

/** Undefined for what the gateway does not pass on. `rest` is what comes after its root, as it came. */
export function routeOf(rest: string, query: string): Route | undefined {
  const [, name, member, path] = SHAPE.exec(rest) ?? [];
  if (name === undefined || path === undefined || !QUERY.test(query)) return undefined;
  const methods = Object.hasOwn(PATHS, path) ? PATHS[path] : ofSilence(path);
  const cluster = decoded(name);
  if (methods === undefined || cluster === undefined) return undefined;
  return {
    cluster,
    ...(member === undefined ? {} : {member: Number(member)}),
    path: query === '' ? path : `${path}?${query}`,
    methods,
    isShared: query === '' && Object.hasOwn(PATHS, path),
  };
}

function ofSilence(path: string): readonly string[] | undefined {
  return /^\/silence\/[\w-]+$/.test(path) ? ['GET', 'DELETE'] : undefined;
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

export function notThere(clusters: readonly string[]): Answer {
  const known = clusters.length === 0 ? 'It has no `relay.alertmanagers`.' : `It has ${clusters.join(', ')}.`;
  return refusal(404, {
    error: 'The relay passes on nothing at this path.',
    hint: `Alertmanagers are at /v1/alertmanager/NAME, a member at /v1/alertmanager/NAME/1. ${known}`,
  });
}

export function wrongMethod({methods}: Route): Answer {
  return refusal(
    405,
    {error: 'The relay does not pass this on.', hint: `Use ${methods.join(' or ')}.`},
    {allow: methods.join(', ')},
  );
}
