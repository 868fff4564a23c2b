import {alertKey} from '../../core/alert/alert.js';
import {type Matcher, matchersText} from '../../core/alert/matcher.js';
import {issueOf} from '../../core/handoff/issue.js';
import {tuningOf} from '../../core/metrics/tuning.js';
import {readableOf} from '../../core/shift/readable.js';
import type {Occurrence} from '../../core/shift/state.js';
import {OperatorError} from '../../lib/operator-error.js';
import {prose, proseLine} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {parseMoment} from '../moment.js';
import {isFrom, judgeOf, matchersOf} from '../selection.js';
import {openTicket} from '../ticket-work.js';
import {zoneOf} from '../times.js';
import {type Work, withHands} from '../with-hands.js';

export const tune: CommandSpec = {
  arguments: [{name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', variadic: true}],
  flags: [
    {
      name: 'to',
      value: 'TARGET',
      help: 'where the ticket is made; may be left out where only one target keeps tickets',
    },
    {name: 'title', value: 'TEXT', help: 'what it is about, in place of what it says by itself'},
    {name: 'message', short: 'm', value: 'TEXT', help: 'what should be otherwise'},
    {name: 'since', value: 'TIME', help: 'how far back its behaviour is told: 30d, 2026-11-01 (30d)'},
    {name: 'source', value: 'NAME', repeat: true, help: 'only alerts of this source'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait until it is there (60s)'},
  ],
  details:
    'Makes a ticket to tune an alert that fires: how often it fired and called somebody, how often that was worth it or noise, and\nwhat would have spared how many calls. The ticket is shown with the alert from then on.',
  examples: [
    'wk tune DiskFull --to jira',
    'wk tune alertname=PoolFull service=checkout --message "80 % is normal at night"',
  ],
  async run(args, context) {
    const matchers = matchersOf(args.words);
    return withHands({args, context, need: 'state', sends: true}, work => make(work, matchers));
  },
};

async function make(work: Work, matchers: readonly Matcher[]): Promise<Result> {
  const {args, config, context, hands} = work;
  const alert = theOne(work, matchers);
  const now = context.now();
  const from = parseMoment(args.text('since') ?? '30d', {flag: '--since', now, zone: zoneOf(config), toward: 'past'});
  const {facts} = await context.readLog(config);
  const tuning = tuningOf(alert, readableOf(facts), {from, to: now + 1, settings: hands.state().settings});
  const title = args.text('title');
  const message = prose(args.text('message') ?? '');
  return openTicket(
    {
      ticket: 'tune-alert',
      title: title === undefined ? tuning.title : proseLine(title),
      text: [message, tuning.text].filter(text => text !== '').join('\n\n'),
      alert: alertKey(alert),
      fields: tuning.fields,
    },
    work,
  );
}

/** Of the alerts that fit the newest, where all of them are one problem to people. */
function theOne({args, hands}: Work, matchers: readonly Matcher[]): Occurrence {
  const fits = judgeOf(matchers);
  const found = [...hands.state().shift.firing.values()].filter(
    one => isFrom(one.source, args.list('source')) && fits(one.labels),
  );
  const issues = new Map(found.map(one => [issueOf(one).id, issueOf(one)]));
  if (issues.size > 1) {
    throw new OperatorError(`${issues.size} different alerts fit ${matchersText(matchers)}.`, {
      hint: `Name one of them: ${[...issues.values()]
        .slice(0, 5)
        .map(({name, place}) => `${name} in ${place}`)
        .join('; ')}.`,
      exitCode: EXIT.usage,
    });
  }
  const newest = found.toSorted((a, b) => b.startsAt - a.startsAt)[0];
  if (newest !== undefined) return newest;
  throw new OperatorError(`By the log no alert fires that fits ${matchersText(matchers)}.`, {
    hint: 'A ticket about one that is over is made with its incident: `wk incident ticket`.',
    exitCode: EXIT.notFound,
  });
}
