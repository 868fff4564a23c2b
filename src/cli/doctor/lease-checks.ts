import type {Config} from '../../config/config.js';
import {brief} from '../../core/time/duration.js';
import type {FeedReport} from '../context.js';
import {type Check, ok, warn} from './check.js';

const ABOUT = 'lease';

/** Whether the relay would go on for this cockpit when it is gone, and with what of its configuration. */
export function leaseChecks(report: FeedReport, config: Config): readonly Check[] {
  if ('failure' in report || report.relay === undefined) return [];
  const {lease} = report.relay;
  if (lease === undefined) {
    const text = `${report.name} does not go on for a cockpit that is gone: its acks lapse, and nobody is called`;
    return [warn(ABOUT, text, 'Name your Alertmanagers under relay.alertmanagers in the relay’s configuration.')];
  }
  const lacks = [
    ...missing('Alertmanager', config.alertmanagers, lease.sources),
    ...missing('policy', config.policies, lease.policies),
    ...missing('target', config.targets, lease.targets),
  ];
  const goesOn = `${report.name} goes on for this cockpit when it is not heard of for ${brief(lease.length)}`;
  if (lacks.length === 0) return [ok(ABOUT, goesOn)];
  const hint =
    'Write them into the relay’s configuration under the same names: relay.alertmanagers, escalation, targets.';
  return [warn(ABOUT, `${goesOn}, but lacks ${lacks.join(', ')}`, hint)];
}

function missing(
  what: string,
  wanted: readonly {readonly name: string}[],
  there: readonly string[],
): readonly string[] {
  return wanted.filter(({name}) => !there.includes(name)).map(({name}) => `${what} ${name}`);
}
