import type {Config} from '../config/config.js';

/** What names the Alertmanagers of this command itself: a flag or a variable. A default file names none. */
export type Naming = '--alertmanager' | 'ALERTMANAGER_URL' | '--config' | 'WK_CONFIG';

/**
 * Who named the Alertmanagers for this command; undefined when nobody did. Then those of an open cockpit are meant, and
 * what a default file says only where there is none.
 */
export function namedBy({origins, alertmanagers}: Pick<Config, 'origins' | 'alertmanagers'>): Naming | undefined {
  const {alertmanagers: origin, config} = origins;
  if (origin === '--alertmanager' || origin === 'ALERTMANAGER_URL') return origin;
  const isNamed = config === '--config' || config === 'WK_CONFIG';
  return isNamed && alertmanagers.length > 0 ? config : undefined;
}

/** How to leave it out. */
export function without(naming: Naming): string {
  return naming.startsWith('--') ? `Leave ${naming} out` : `Unset ${naming}`;
}
