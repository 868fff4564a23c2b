import type {Backbone} from '../backbone/backbone.js';

/** What keeps the relay from doing all of its work, in words; undefined when nothing does. */
export function degraded(backbone: Pick<Backbone, 'health'>): string | undefined {
  const health = backbone.health();
  return health.writable ? health.degraded : (health.degraded ?? 'nothing can be recorded now');
}
