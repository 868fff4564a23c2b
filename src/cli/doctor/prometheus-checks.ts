import type {Config} from '../../config/config.js';
import type {Labels} from '../../core/alert/alert.js';
import {counted} from '../../core/counted.js';
import {OperatorError} from '../../lib/operator-error.js';
import {placed} from '../answer.js';
import type {CommandContext, PrometheusReport} from '../context.js';
import {exitCodeOfFailure} from '../report-error.js';
import {type Check, fail, ok, warn} from './check.js';

const ABOUT = 'prometheus';

/** How the Prometheus does that curves are asked of: reach, access, version, and whether the alerts are its own. */
export async function prometheusChecks(
  config: Config,
  context: CommandContext,
  firing: readonly Labels[],
): Promise<readonly Check[]> {
  if (config.prometheus === undefined) return [];
  try {
    const report = await context.probePrometheus(config);
    if ('failure' in report) {
      const {kind, message, hint} = report.failure;
      return [{...fail(ABOUT, placed(report.server, message), hint), exitCode: exitCodeOfFailure(kind)}];
    }
    const {server, version, latency} = report;
    const known = version === undefined ? 'answers queries' : `Prometheus ${version}, answers`;
    return [ok(ABOUT, `${server}: ${known} in ${latency} ms`), ...originChecks(report, firing)];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [{...fail(ABOUT, error.message, error.hint ?? ''), exitCode: 2}];
  }
}

/** A curve is only worth something from the server whose rules fired. */
function originChecks(
  report: Exclude<PrometheusReport, {readonly failure: unknown}>,
  firing: readonly Labels[],
): readonly Check[] {
  if (firing.length === 0) return [];
  const own = firing.filter(labels => report.firing.some(found => isSame(found, labels))).length;
  if (own > 0) {
    return [ok(ABOUT, `${own} of ${counted(firing.length, 'firing alert')} ${own === 1 ? 'comes' : 'come'} from it`)];
  }
  return [
    warn(
      ABOUT,
      `of ${counted(firing.length, 'firing alert')} none comes from it: it may be another one's Prometheus`,
      'Name the one whose rules these are under `prometheus:`; a curve of another one shows nothing, or something else.',
    ),
  ];
}

/** A label that one side does not have was perhaps dropped on the way, and tells nothing. */
function isSame(found: Labels, labels: Labels): boolean {
  return (
    found.alertname === labels.alertname &&
    Object.entries(found).every(([name, value]) => labels[name] === undefined || labels[name] === value)
  );
}
