import {resolveAccess} from '../../config/access.js';
import type {AlertmanagerConfig, Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {AlertSource, Clock} from '../../core/ports.js';
import type {AlertmanagerOptions} from '../../sources/alertmanager/options.js';
import {sources} from '../../sources/index.js';

interface SourceParts {
  readonly env: Env;
  readonly clock: Clock;
  /** Where the built worker files are; without it polling happens in this thread. */
  readonly workers?: URL;
}

/** The sources of the configuration, their secrets read. Rejects with a sentence when a secret is missing. */
export async function sourcesOf(config: Config, parts: SourceParts): Promise<readonly AlertSource[]> {
  return Promise.all(
    config.alertmanagers.map(async cluster => {
      const options = await optionsOf(cluster, parts.env);
      return sources.alertmanager.create(options, {
        clock: parts.clock,
        ...(parts.workers === undefined ? {} : {workers: parts.workers}),
      });
    }),
  );
}

/** What the Alertmanager source takes, for one cluster of the configuration. */
async function optionsOf(cluster: AlertmanagerConfig, env: Env): Promise<AlertmanagerOptions> {
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
