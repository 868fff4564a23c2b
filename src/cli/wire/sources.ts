import {resolveAccess} from '../../config/access.js';
import type {AlertmanagerConfig, Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {AlertSource, Clock} from '../../core/ports.js';
import type {AlertmanagerOptions} from '../../sources/alertmanager/options.js';
import {sources} from '../../sources/index.js';
import type {Chance} from './chance.js';

interface SourceParts {
  readonly env: Env;
  readonly clock: Clock;
  /** Where the built worker files are; without it polling happens in this thread. */
  readonly workers?: URL;
  /** What stands for chance, where a watch is to be the same each time. */
  readonly chance?: Chance;
  /** Silences are to be placed at once whenever they are asked for. */
  readonly ready?: boolean;
}

/** The sources of the configuration, their secrets read. Rejects with a sentence when a secret is missing. */
export async function sourcesOf(
  config: Pick<Config, 'alertmanagers'>,
  parts: SourceParts,
): Promise<readonly AlertSource[]> {
  return Promise.all(
    config.alertmanagers.map(async (cluster, index) => {
      const options = await optionsOf(cluster, parts.env);
      const source = sources.alertmanager.create(options, {
        clock: parts.clock,
        ...(parts.workers === undefined ? {} : {workers: parts.workers}),
        ...(parts.chance === undefined ? {} : {random: parts.chance.randomOf(cluster.name)}),
        ready: parts.ready === true,
      });
      return parts.chance === undefined ? source : beginningLater(source, parts.clock, index + 1);
    }),
  );
}

/** One after the other, and none before time goes on: of what begins together nobody can say what answers first. */
function beginningLater(source: AlertSource, clock: Clock, ms: number): AlertSource {
  return {
    ...source,
    async watch(onUpdate, signal) {
      await new Promise<void>(resolve => {
        clock.after(ms, resolve);
        signal.addEventListener('abort', () => resolve(), {once: true});
      });
      await source.watch(onUpdate, signal);
    },
  };
}

/** What the Alertmanager source takes, for one cluster of the configuration. */
export async function optionsOf(cluster: AlertmanagerConfig, env: Env): Promise<AlertmanagerOptions> {
  const access = await resolveAccess(cluster, `Alertmanager ${cluster.name}`, env);
  return {
    ...access,
    name: cluster.name,
    urls: [...cluster.urls],
    poll: cluster.poll,
    timeout: cluster.timeout,
    ...(cluster.grace === undefined ? {} : {grace: cluster.grace}),
  };
}
