import type {Config} from '../../config/config.js';
import type {Labels} from '../../core/alert/alert.js';
import {counted} from '../../core/counted.js';
import {memberApart} from '../../core/live/apart.js';
import {brief} from '../../core/time/duration.js';
import {OperatorError} from '../../lib/operator-error.js';
import {placed} from '../answer.js';
import type {CommandContext, MemberReport, SourceReport} from '../context.js';
import {exitCodeOfFailure} from '../report-error.js';
import {type Check, fail, ok, warn} from './check.js';

/** From here on times on the screen and ends of silences surprise. */
const MUCH_SKEW = 5_000;

export interface SourceChecks {
  readonly checks: readonly Check[];
  /** The labels of what all of them show as firing. */
  readonly firing: readonly Labels[];
}

/** How every Alertmanager does: reach, access, version, clock, cluster, dead-man's switch. */
export async function sourceChecks(config: Config, context: CommandContext): Promise<SourceChecks> {
  if (config.alertmanagers.length === 0) {
    const throughHolder = await holderChecks(config, context);
    if (throughHolder !== undefined) return throughHolder;
    const next =
      'Name one with --alertmanager URL or ALERTMANAGER_URL, or write a configuration with `wk config init`. `wk demo` needs none.';
    return {checks: [warn('alertmanager', 'none is configured', next)], firing: []};
  }
  try {
    const reports = await context.probeSources(config);
    const checks = reports.flatMap(report => [
      ...report.members.flatMap(member => memberChecks(member, report)),
      ...clusterChecks(report),
      ...watchdogChecks(report),
    ]);
    return {checks, firing: reports.flatMap(({firing = []}) => firing)};
  } catch (error) {
    if (!(error instanceof OperatorError)) {
      throw error;
    }
    return {checks: [{...fail('alertmanager', error.message, error.hint ?? ''), exitCode: 2}], firing: []};
  }
}

/** Those of the open cockpit, which a command that names none means; undefined when there is no cockpit. */
async function holderChecks(config: Config, context: CommandContext): Promise<SourceChecks | undefined> {
  try {
    const via = await context.viaHolder(config);
    if (via === undefined) return undefined;
    const {alerts, failures} = await via.alerts(EVERYTHING, []);
    const how = `asked through the open cockpit (process ${via.pid})`;
    const answered = via.sources.filter(source => !failures.some(failure => failure.source === source));
    const checks = [
      ...answered.map(source => ok(`alertmanager ${source}`, `answers, ${how}`)),
      ...failures.map(({source, kind, message, hint}) => ({
        ...fail(`alertmanager ${source}`, placed(source, message), hint),
        exitCode: exitCodeOfFailure(kind),
      })),
    ];
    return {checks, firing: alerts.map(({labels}) => labels)};
  } catch (error) {
    // Why the holder does not answer is told where it is looked at itself.
    if (!(error instanceof OperatorError)) throw error;
    return undefined;
  }
}

const EVERYTHING = {matchers: [], active: true, silenced: true, inhibited: true, unprocessed: true};

function memberChecks(member: MemberReport, {source}: SourceReport): readonly Check[] {
  const about = `alertmanager ${source}`;
  const {failure, version, latency, skew = 0} = member;
  if (failure !== undefined) {
    return [
      {
        ...fail(about, placed(member.member, failure.message), failure.hint),
        exitCode: exitCodeOfFailure(failure.kind),
      },
    ];
  }
  const speed = latency === undefined ? '' : `, answers in ${Math.round(latency)} ms`;
  const answer = ok(about, `${member.member}: Alertmanager ${version ?? 'of unknown version'}${speed}`);
  if (Math.abs(skew) < MUCH_SKEW) {
    return [answer];
  }
  const direction = skew > 0 ? 'ahead of' : 'behind';
  return [
    answer,
    warn(
      about,
      `${member.member}: its clock is ${brief(Math.abs(skew))} ${direction} ours`,
      'Ends of silences follow its clock; have NTP checked on both sides.',
    ),
  ];
}

/** Members that do not know each other do not share silences: an ack on one would not hold on the other. */
function clusterChecks({source, members}: SourceReport): readonly Check[] {
  const about = `alertmanager ${source}`;
  const answered = members.flatMap(({member, failure, clusterSize}) =>
    failure === undefined && clusterSize !== undefined ? [{member, clusterSize}] : [],
  );
  if (answered.length < 2) {
    return [];
  }
  const apart = memberApart(answered);
  return apart === undefined
    ? [ok(about, `its ${answered.length} members are one cluster`)]
    : [
        warn(
          about,
          `${apart.member} knows of ${counted(apart.clusterSize, 'member')}, and ${answered.length} are configured as one cluster`,
          'Configure separate Alertmanagers as separate entries (NAME=URL on the command line), or join them to one cluster.',
        ),
      ];
}

function watchdogChecks({source, watchdog}: SourceReport): readonly Check[] {
  const about = `watchdog ${source}`;
  if (watchdog === 'firing') {
    return [ok(about, 'the alert that must always fire does fire')];
  }
  return watchdog === 'missing'
    ? [
        fail(
          about,
          'the alert that must always fire is missing: alerts may not reach the Alertmanager at all',
          'Look at the Prometheus that feeds it: is it up, does it evaluate its rules, does it reach this Alertmanager?',
        ),
      ]
    : [
        warn(
          about,
          'no alert that must always fire is known',
          'Have one (alertname="Watchdog") and name it under `watchdog:`; its absence is then the loudest alarm.',
        ),
      ];
}
