import {alertKey} from '../../core/alert/alert.js';
import {alertTitle} from '../../core/alert/alert-title.js';
import {type Matcher, matchersText} from '../../core/alert/matcher.js';
import {counted} from '../../core/counted.js';
import type {Ending} from '../../core/shift/command.js';
import {isFact} from '../../core/shift/fact.js';
import type {Occurrence} from '../../core/shift/state.js';
import type {WatchState} from '../../core/watch-state.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {isFrom, judgeOf, matchersOf} from '../selection.js';
import {refused, type Work, withHands} from '../with-hands.js';

export const resolve: CommandSpec = {
  arguments: [{name: 'matcher', help: 'alertname=JobFailed, or a bare alert name first', variadic: true}],
  flags: [
    {name: 'source', value: 'NAME', repeat: true, help: 'only alerts of this source'},
    {name: 'cause', value: 'TEXT', help: 'what it was'},
    {name: 'fix', value: 'TEXT', help: 'what ended it'},
    {name: 'follow-up', value: 'TEXT', help: 'what is to follow'},
    {name: 'anyway', help: 'also where the source says by itself when an alert is over, and its word was lost'},
  ],
  details:
    'Says that alerts are over which nothing ends: those that came by a hook of the relay whose sender never says so\n(ElastAlert, JSON of your own). The whole team sees it. Alerts of an Alertmanager end by themselves and are refused.',
  examples: ['wk resolve alertname=JobFailed --fix "ran it again"', 'wk resolve --anyway --source datadog "Disk full"'],
  async run(args, context) {
    const matchers = matchersOf(args.words);
    return withHands({args, context, need: 'state'}, work => resolveThem(work, matchers));
  },
};

async function resolveThem({args, hands}: Work, matchers: readonly Matcher[]): Promise<Result> {
  const open = firing(hands.state(), matchers, args.list('source'));
  if (open.length === 0) {
    throw new OperatorError(`By the log no alert fires that fits ${matchersText(matchers)}.`, {
      hint: 'It may be over; see the log with `wk log`.',
      exitCode: EXIT.notFound,
    });
  }
  if (args.globals.dryRun) {
    return {
      said: [`Would say that ${counted(open.length, 'alert')} are over:`, ...open.map(one => `  ${nameOf(one)}`)],
    };
  }
  const outcome = await hands.dispatch({
    type: 'resolve',
    alerts: open.map(alertKey),
    ...(args.on('anyway') ? {anyway: true} : {}),
    ending: endingOf(args),
  });
  if (!outcome.ok) {
    throw refused(outcome.refusal);
  }
  const ended = new Set(outcome.facts.flatMap(fact => (isFact(fact, 'alert.resolved') ? [alertKey(fact)] : [])));
  const over = open.filter(one => ended.has(alertKey(one)));
  return {
    data: {
      json: () => ({
        resolved: over.map(({source, fingerprint, labels}) => ({source, fingerprint, labels})),
      }),
      text: () => over.map(one => `${nameOf(one)}: over`),
    },
    said: hands.role === 'writer' ? ['The team hears of it when a cockpit is open.'] : [],
  };
}

/** What is noted with them; all of it may be left out. */
function endingOf(args: Args): Ending {
  const said = (['cause', 'fix', 'followUp'] as const).map(name => [name, args.text(name.replace('U', '-u'))]);
  return Object.fromEntries(said.filter(([, text]) => text !== undefined));
}

/** What fires by the log, also at sources that only an open cockpit hears of. */
function firing({shift}: WatchState, matchers: readonly Matcher[], sources: readonly string[]): readonly Occurrence[] {
  const fits = judgeOf(matchers);
  return [...shift.firing.values()].filter(one => isFrom(one.source, sources) && fits(one.labels));
}

function nameOf(one: Occurrence): string {
  return `${alertTitle(one)} in ${one.source}`;
}
