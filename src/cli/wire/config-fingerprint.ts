import {createHash} from 'node:crypto';
import type {Config} from '../../config/config.js';

/** Tells one configuration from another, for callers that name theirs. */
export function fingerprintOf(config: Config): string {
  const {alertmanagers, stateDir} = config;
  return createHash('sha256').update(JSON.stringify({alertmanagers, stateDir})).digest('hex').slice(0, 16);
}
