import type {IncomingMessage} from 'node:http';
import type {Clock} from '../../core/ports.js';
import {type Answer, refusal} from '../server/http/answer.js';
import {readJsonBody} from './json-body.js';
import {notThere, type Route, routeOf, wrongMethod} from './route.js';
import {type Aged, type SharedReads, sharedReads} from './shared-reads.js';
import {type Upstream, type UpstreamAnswer, type UpstreamCluster, UpstreamError} from './upstream.js';

/**
 * Alertmanagers for cockpits that cannot reach them: reads are answered from one poll for all, and silences are passed
 * on. What the servers do not answer is not made up: then the question fails.
 */
export interface Gateway {
  /** Undefined when its path is none of the gateway's, or when who asked has left. */
  answer(request: IncomingMessage, asked: {readonly path: string; readonly query: string}): Promise<Answer | undefined>;
  has(path: string): boolean;
  /** Something has changed at that cluster: what was read before is void. */
  forget(cluster: string): void;
  /** Why no member of that cluster has answered the last question to it; undefined where one has. */
  trouble(cluster: string): {readonly message: string; readonly hint: string} | undefined;
}

interface Member {
  readonly upstream: Upstream;
  readonly reads: SharedReads;
}

interface Cluster {
  readonly name: string;
  readonly members: readonly Member[];
  /** The member that answered last. */
  last: number;
  readonly troubles: Map<number, UpstreamError>;
}

/** An answer is fresh for so long, in polls: the relay's own poll renews it in time. */
const FRESH = 1.25;
const ROOT = '/v1/alertmanager/';

export function openGateway({
  clusters: configured,
  clock,
}: {
  readonly clusters: readonly UpstreamCluster[];
  readonly clock: Clock;
}): Gateway {
  const clusters = new Map(configured.map(one => [one.name, clusterOf(one, clock)]));
  return {
    has: path => path.startsWith(ROOT),
    async answer(request, {path, query}) {
      const route = routeOf(path.slice(ROOT.length), query);
      const cluster = clusters.get(route?.cluster ?? '');
      if (route === undefined || cluster === undefined || !hasMember(cluster, route))
        return notThere([...clusters.keys()]);
      const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
      if (!route.methods.includes(method)) return wrongMethod(route);
      return method === 'GET'
        ? reading(cluster, {route, anew: isAnew(request), clock})
        : writing(cluster, {route, method: method as 'POST' | 'DELETE', request, clock});
    },
    forget(name) {
      for (const {reads} of clusters.get(name)?.members ?? []) reads.forget();
    },
    trouble(name) {
      const cluster = clusters.get(name);
      const [first] = cluster?.troubles.values() ?? [];
      return first === undefined || cluster?.troubles.size !== cluster?.members.length ? undefined : first;
    },
  };
}

function hasMember({members}: Cluster, {member = 1}: Route): boolean {
  return members[member - 1] !== undefined;
}

function clusterOf({name, poll, members}: UpstreamCluster, clock: Clock): Cluster {
  return {
    name,
    members: members.map(upstream => ({
      upstream,
      reads: sharedReads({
        clock,
        fresh: FRESH * poll,
        ask: async path => passable(await upstream.ask({method: 'GET', path}), upstream),
      }),
    })),
    last: 0,
    troubles: new Map(),
  };
}

/** What says that the relay itself is not let in must not look as if the cockpit were not. */
function passable(answer: UpstreamAnswer, {name}: Upstream): UpstreamAnswer {
  const {status} = answer;
  if (status !== 401 && status !== 403 && status !== 407 && !(status >= 300 && status < 400)) return answer;
  const what = status < 400 ? 'sends the relay on to somewhere else' : "refuses the relay's credentials";
  throw new UpstreamError(`${name} ${what} (${status})`, {
    hint: 'See to `relay.alertmanagers` in the configuration of the relay.',
    neverLeft: false,
    timedOut: false,
  });
}

function isAnew({headers}: IncomingMessage): boolean {
  return /no-cache/.test(headers['cache-control'] ?? '');
}

interface Reading {
  readonly route: Route;
  readonly anew: boolean;
  readonly clock: Clock;
}

async function reading(cluster: Cluster, {route, anew, clock}: Reading): Promise<Answer> {
  return onMembers(cluster, route, {
    ask: async ({reads, upstream}) =>
      answerOf(await reads.read(route.path, {anew: anew || !route.isShared}), upstream, clock),
    mayGoOn: () => true,
  });
}

interface Writing {
  readonly route: Route;
  readonly method: 'POST' | 'DELETE';
  readonly request: IncomingMessage;
  readonly clock: Clock;
}

async function writing(cluster: Cluster, {route, method, request, clock}: Writing): Promise<Answer | undefined> {
  const read = method === 'POST' ? await readJsonBody(request, clock) : {ok: true as const, value: undefined};
  if (!read.ok) return read.answer;
  const {value: body} = read;
  try {
    return await onMembers(cluster, route, {
      ask: async ({upstream}) => {
        const call = {method, path: route.path, ...(body === undefined ? {} : {body})};
        return answerOf({answer: passable(await upstream.ask(call), upstream), age: 0}, upstream, clock);
      },
      // Asked of another one, it might be done twice.
      mayGoOn: error => error.neverLeft,
    });
  } finally {
    for (const {reads} of cluster.members) reads.forget();
  }
}

interface Asking {
  ask(member: Member): Promise<Answer>;
  /** Whether another member may be asked after this. */
  mayGoOn(error: UpstreamError): boolean;
}

/** Asks the member that was named, or the one that answered last and then the others, until there is an answer. */
async function onMembers(cluster: Cluster, {member}: Route, {ask, mayGoOn}: Asking): Promise<Answer> {
  let failure: UpstreamError | undefined;
  for (const index of member === undefined ? inOrder(cluster) : [member - 1]) {
    const asked = await attempt(cluster, index, ask);
    if (!(asked instanceof UpstreamError)) return asked;
    failure ??= asked;
    if (!mayGoOn(asked)) break;
  }
  return failed(failure);
}

async function attempt(cluster: Cluster, index: number, ask: Asking['ask']): Promise<Answer | UpstreamError> {
  try {
    const answer = await ask(cluster.members[index] as Member);
    cluster.last = index;
    cluster.troubles.delete(index);
    return answer;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    cluster.troubles.set(index, error);
    return error;
  }
}

function inOrder({members, last}: Cluster): readonly number[] {
  const others = members.map((_, index) => index).filter(index => index !== last);
  return [last, ...others];
}

function answerOf({answer, age}: Aged, upstream: Upstream, clock: Clock): Answer {
  const skew = upstream.skew();
  return {
    status: answer.status,
    type: answer.type === '' ? 'application/json' : answer.type,
    body: answer.body,
    headers: {
      age: String(Math.floor(age / 1_000)),
      // Ends of silences follow the clock of the server, not that of the relay.
      ...(skew === undefined ? {} : {date: new Date(clock.now() + skew).toUTCString()}),
    },
  };
}

function failed(error: UpstreamError | undefined): Answer {
  return refusal(error?.timedOut === true ? 504 : 502, {
    error: error?.message ?? 'No member of it has answered.',
    hint: error?.hint ?? 'Try again in a moment.',
  });
}
