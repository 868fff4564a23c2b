import type {Config} from '../../config/config.js';
import {toldWords} from '../../core/board/told-words.js';
import {FEED_PROTOCOL, type PolledSource} from '../../core/feed/message.js';
import {brief} from '../../core/time/duration.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {CommandContext, FeedReport} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {zoneOf} from '../times.js';
import {type Check, fail, ok, warn} from './check.js';
import {leaseChecks} from './lease-checks.js';

const ABOUT = 'feed';

/** From here on what the feed says comes late, or the clocks are apart. */
const MUCH_LAG = 5_000;

/** How the feed does: reach, token, protocol, lag, and what its relay says of itself. */
export async function feedChecks(config: Config, context: CommandContext): Promise<readonly Check[]> {
  if (config.feed === undefined) return [];
  try {
    const report = await context.probeFeed(config);
    const seen = {now: context.now(), zone: zoneOf(config)};
    return [...checksOf(report), ...toldChecks(report, seen), ...leaseChecks(report, config)];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [{...fail(ABOUT, error.message, error.hint ?? ''), exitCode: EXIT.usage}];
  }
}

function checksOf(report: FeedReport): readonly Check[] {
  const {name} = report;
  if ('failure' in report) {
    const {message, hint, status} = report.failure;
    const exitCode = status === 401 || status === 403 ? EXIT.notAllowed : EXIT.unreachable;
    return [{...fail(ABOUT, message, hint), exitCode}];
  }
  const {relay} = report;
  if (relay === undefined) return [ok(ABOUT, `${name}: answers, and says nothing of itself`)];
  const {version, protocol, lag, degraded, shut, polled} = relay;
  return [
    ok(ABOUT, `${name}: relay ${version}, protocol ${protocol}, the token is accepted`),
    ...(protocol === FEED_PROTOCOL ? [] : [otherProtocol(name, protocol)]),
    ...(lag < MUCH_LAG ? [] : [muchLag(name, lag)]),
    ...(shut === undefined ? [] : [{...fail(ABOUT, `${name}: ${shut}`, 'Its log says more; senders send again.')}]),
    ...(degraded === undefined || shut !== undefined
      ? []
      : [warn(ABOUT, `${name} is degraded: ${degraded}`, 'Look at the relay: its log and /-/ready say more.')]),
    ...polled.flatMap(polledChecks),
  ];
}

/** A feed that lives says nothing of who tells by it. */
function toldChecks(
  report: FeedReport,
  {now, zone}: {readonly now: number; readonly zone: string | undefined},
): readonly Check[] {
  const told = 'failure' in report ? [] : (report.relay?.told ?? []);
  const silent = told.filter(({at}) => at === undefined).map(({name}) => name);
  const lines = told.flatMap(({name, at}) =>
    at === undefined ? [] : [ok(`${ABOUT}, ${name}`, toldWords({toldAt: at}, now, zone) ?? '')],
  );
  return silent.length === 0 ? lines : [...lines, ok(ABOUT, `nothing was told yet under ${silent.join(', ')}`)];
}

function otherProtocol(name: string, protocol: number): Check {
  return warn(
    ABOUT,
    `${name} speaks protocol ${protocol}, and this program ${FEED_PROTOCOL}`,
    'Bring the older end of the two to the version of the other.',
  );
}

function muchLag(name: string, lag: number): Check {
  return warn(
    ABOUT,
    `${name}: its messages come ${brief(lag)} late by our clock`,
    'The line is slow, or one of the clocks is off: have NTP checked on both sides.',
  );
}

function polledChecks({name, state, age, trouble}: PolledSource): readonly Check[] {
  const about = `${ABOUT}, ${name}`;
  if (state === 'up') return [ok(about, `the relay polls it, last ${brief(age ?? 0)} ago`)];
  const why = trouble === undefined ? '' : `: ${trouble.message.replace(/[.]$/, '')}`;
  return [warn(about, `the relay does not reach it${why}`, trouble?.hint ?? 'Look at the relay: its log says more.')];
}
