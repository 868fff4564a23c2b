import type {Backbone} from '../backbone/backbone.js';
import type {LeaseDesk} from '../lease/lease-desk.js';

interface Parts {
  readonly backbone: Pick<Backbone, 'health'>;
  /** Who goes on for cockpits that are gone; undefined where nobody does. */
  leases(): Pick<LeaseDesk, 'trouble'> | undefined;
}

/** What keeps the relay from doing all of its work, in words; undefined when nothing does. */
export function degraded({backbone, leases}: Parts): string | undefined {
  return unwritable(backbone) ?? backbone.health().degraded ?? leases()?.trouble();
}

/** Why nothing can be taken in now. */
export function unwritable(backbone: Pick<Backbone, 'health'>): string | undefined {
  const health = backbone.health();
  return health.writable ? undefined : (health.degraded ?? 'nothing can be recorded now');
}
