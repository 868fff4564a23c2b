import {resolveAccess} from '../../../config/access.js';
import type {AlertmanagerConfig} from '../../../config/config.js';
import type {Env} from '../../../config/places.js';
import {type Clock, SourceError} from '../../../core/ports.js';
import {type Upstream, type UpstreamCluster, UpstreamError} from '../../../relay/gateway/upstream.js';
import {API_ROOT} from '../../../sources/alertmanager/endpoints.js';
import {address} from '../../../sources/http/address.js';
import {client} from '../../../sources/http/client.js';
import {neverLeft} from '../../../sources/http/never-left.js';

const LONG_LIST = 30_000;

/** A cluster that the relay asks, its secrets read. Rejects with a sentence when one is missing. */
export async function upstreamOf(
  cluster: AlertmanagerConfig,
  env: Env,
  parts: {readonly clock: Clock; readonly signal: AbortSignal},
): Promise<UpstreamCluster> {
  const access = await resolveAccess(cluster, `relay.alertmanagers, ${cluster.name}`, env);
  return {
    name: cluster.name,
    poll: cluster.poll,
    members: cluster.urls.map(url => memberOf(url, {...parts, access, cluster})),
  };
}

function memberOf(
  url: string,
  parts: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly access: Awaited<ReturnType<typeof resolveAccess>>;
    readonly cluster: AlertmanagerConfig;
  },
): Upstream {
  const {clock, signal, access, cluster} = parts;
  const asks = client({address: address(url), connection: access, root: API_ROOT, server: 'Alertmanager', clock});
  signal.addEventListener('abort', () => void asks.close(), {once: true});
  return {
    name: asks.address.name,
    skew: asks.skew.value,
    async ask(call) {
      try {
        const deadline = call.method === 'GET' ? listTimeout(cluster) : cluster.timeout;
        const answer = await asks.call({...call, deadline}, signal);
        return {status: answer.status, type: answer.contentType, body: Buffer.from(answer.text)};
      } catch (error) {
        throw upstreamError(error, asks.address.name);
      }
    },
  };
}

function upstreamError(error: unknown, name: string): unknown {
  if (!(error instanceof SourceError))
    return new UpstreamError(`${name} was not asked to the end`, {
      hint: 'The relay stops.',
      neverLeft: false,
      timedOut: false,
      cause: error,
    });
  return new UpstreamError(error.message, {
    hint: error.hint,
    neverLeft: neverLeft(error),
    timedOut: error.kind === 'timeout',
    cause: error,
  });
}

/** A list of many alerts may take longer than anything else. */
export function listTimeout({ownTimeout}: AlertmanagerConfig): number {
  return ownTimeout ?? LONG_LIST;
}
