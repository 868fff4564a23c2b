import type {Config} from '../../config/config.js';
import {formatDuration} from '../../core/time/duration.js';
import {type Check, ok, warn} from './check.js';

/** kthxbye extends acks that end within this time; a shorter ack could lapse before it looks. */
const EXTENDER_WINDOW = 5 * 60_000;

/** What the configuration says, and what in it will not work as meant. */
export function configChecks(config: Config): readonly Check[] {
  const about = 'configuration';
  const checks = [
    config.file === undefined
      ? ok(about, `no file at ${config.path}, and none is needed`)
      : ok(about, `${config.file} is good`),
    ok('operator', `${config.operator} (from ${config.origins.operator ?? 'the account'})`),
    ...config.remarks.map(remark => warn(about, remark, 'Look whether it is meant.')),
    ...config.warnings.map(warning => warn(about, warning, 'Correct or remove it there.')),
  ];
  const short = shortAck(config);
  return short === undefined ? checks : [...checks, short];
}

/** A warning of an ack that works, but not beside the tools of others. */
export function shortAck({ack}: Config): Check | undefined {
  if (ack.duration > EXTENDER_WINDOW) return undefined;
  return warn(
    'configuration',
    `ack.duration is ${formatDuration(ack.duration)}, and kthxbye only extends acks that it sees 5m before their end`,
    'Make it longer; 15m is usual.',
  );
}
