import {alertKey, alertName, type Labels} from '../../core/alert/alert.js';
import {alertTitle} from '../../core/alert/alert-title.js';
import {type Matcher, matchersText} from '../../core/alert/matcher.js';
import {counted} from '../../core/counted.js';
import type {EndedOccurrence, Ending} from '../../core/shift/command.js';
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
    'Says that alerts are over which nothing ends: those that came by a hook of the relay whose sender never says so\n(ElastAlert, JSON of your own). The whole team sees it. Alerts of an Alertmanager end by themselves and are refused. Of alerts that are over already it notes what is said\nwith --cause, --fix and --follow-up.',
  examples: ['wk resolve alertname=JobFailed --fix "ran it again"', 'wk resolve --anyway --source datadog "Disk full"'],
  async run(args, context) {
    const matchers = matchersOf(args.words);
    return withHands({args, context, need: 'state'}, work => resolveThem(work, matchers));
  },
};

async function resolveThem({args, hands}: Work, matchers: readonly Matcher[]): Promise<Result> {
  const open = firing(hands.state(), matchers, args.list('source'));
  const over = open.length === 0 ? endedLately(hands.state(), matchers, args.list('source')) : [];
  if (over.length > 0 && Object.keys(endingOf(args)).length > 0) return tellOf(over, {args, hands});
  if (open.length === 0) {
    throw new OperatorError(`By the log no alert fires that fits ${matchersText(matchers)}.`, {
      hint:
        over.length === 0
          ? 'It may be over; see the log with `wk log`.'
          : 'It is over: say what it was with --cause, --fix or --follow-up.',
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
  const done = open.filter(one => ended.has(alertKey(one)));
  return {
    data: {
      json: () => ({
        resolved: done.map(({source, fingerprint, labels}) => ({source, fingerprint, labels})),
      }),
      text: () => done.map(one => `${nameOf(one)}: over`),
    },
    said: hands.role === 'writer' ? ['The team hears of it when a cockpit is open.'] : [],
  };
}

/** Says what ended alerts that are over already. */
async function tellOf(over: readonly Ended[], {args, hands}: Pick<Work, 'args' | 'hands'>): Promise<Result> {
  const names = over.map(({title, source}) => `${title} in ${source}`);
  if (args.globals.dryRun) return {said: ['Would say what it was of:', ...names.map(name => `  ${name}`)]};
  for (const {source, fingerprint, startsAt, title} of over) {
    const alert = {source, fingerprint, startsAt};
    const outcome = await hands.dispatch({type: 'tell-ending', alert, title, ending: endingOf(args)});
    if (!outcome.ok) throw refused(outcome.refusal);
  }
  return {
    data: {
      json: () => ({resolved: [], told: over.map(({source, fingerprint, labels}) => ({source, fingerprint, labels}))}),
      text: () => names.map(name => `${name}: noted`),
    },
  };
}

interface Ended extends EndedOccurrence {
  readonly title: string;
  readonly labels: Labels;
}

/** The last time that each alert was there which fits, fires no more, and of which the log still has the beginning. */
function endedLately(
  {log, shift}: WatchState,
  matchers: readonly Matcher[],
  sources: readonly string[],
): readonly Ended[] {
  const fits = judgeOf(matchers);
  const last = new Map<string, Ended>();
  for (const fact of log) {
    if (!(isFact(fact, 'alert.fired') && isFrom(fact.source, sources) && fits(fact.labels))) continue;
    const {source, fingerprint, startsAt, labels} = fact;
    last.set(alertKey(fact), {source, fingerprint, startsAt, labels, title: alertName(fact)});
  }
  return [...last].flatMap(([key, one]) => (!shift.firing.has(key) && shift.history.has(key) ? [one] : []));
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
