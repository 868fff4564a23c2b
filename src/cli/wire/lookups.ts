import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {Clock, Lookups} from '../../core/ports.js';
import {changesCommand} from './changes-command.js';

/** The curve beside an alert: its last hour (ms), a value a minute. */
const CURVE = {range: 3_600_000, points: 60};

/** Where curve and changes of an alert are looked up, as far as that is configured. */
export async function lookupsOf(config: Config, env: Env, clock: Pick<Clock, 'now'>): Promise<Lookups> {
  return {
    ...(config.changes === undefined ? {} : {changes: changesCommand(config.changes.command)}),
    ...(config.prometheus === undefined ? {} : await seriesOf(config.prometheus, env, clock)),
  };
}

async function seriesOf(
  server: NonNullable<Config['prometheus']>,
  env: Env,
  clock: Pick<Clock, 'now'>,
): Promise<Pick<Lookups, 'series'>> {
  const {resolveAccess} = await import('../../config/access.js');
  const {lookups} = await import('../../sources/index.js');
  const access = await resolveAccess(server, 'Prometheus', env);
  return lookups.prometheus.create({url: server.url, range: CURVE.range, points: CURVE.points, ...access}, {clock});
}
