import {alertKey} from '../../core/alert/alert.js';
import type {Escalate} from '../../core/escalation/command.js';
import {callsOf} from '../../core/escalation/decide-escalate.js';
import {previewOf} from '../../core/escalation/preview.js';
import type {Fact} from '../../core/shift/fact.js';
import {OperatorError} from '../../lib/operator-error.js';
import {type Args, durationOf, prose} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {deliveriesExit, deliveriesOf, deliveryJson, deliveryLine, hintsOf, olderSaid} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {say} from '../output.js';
import {demandYesForPublic} from '../public-question.js';
import {liveAlerts, matchersOf, nothingFits, sourcesOf} from '../selection.js';
import {refused, type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;
/** So long, ms, it may take to hear what is open in pagers and who is on call; then somebody is called without that. */
const ASKING = 5_000;

export const escalate: CommandSpec = {
  arguments: [
    {name: 'matcher', help: 'alertname=DiskFull, or a bare alert name first', variadic: true, optional: true},
  ],
  flags: [
    {name: 'to', value: 'TARGET', repeat: true, help: 'send to this target'},
    {name: 'level', value: 'N', help: 'call this level of the policy, from 1; the next one where left out'},
    {name: 'message', short: 'm', value: 'TEXT', help: 'what is needed, for whoever is called'},
    {name: 'test', value: 'TARGET', help: 'send a marked test to a target, after a question'},
    {name: 'source', value: 'NAME', repeat: true, help: 'only alerts of this Alertmanager'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait until it is sent (60s)'},
  ],
  details:
    'Calls somebody about the alerts that fit, once for each group, and waits until that is sent. Says first who is called,\nby what, and what they will read. Exit code 0 only when all of it was sent.',
  examples: [
    'wk escalate alertname=DiskFull --level 2 --message "need a database expert"',
    'wk escalate DiskFull --to secondary --yes',
    'wk escalate --test secondary',
  ],
  run,
};

async function run(args: Args, context: CommandContext): Promise<Result> {
  const target = args.text('test');
  if (target !== undefined)
    return withHands({args, context, need: 'state', sends: true}, work => sendTest(work, target));
  if (args.words.length === 0) {
    throw new OperatorError('Which alerts are to be escalated?', {
      hint: 'Name them, such as wk escalate alertname=DiskFull.',
    });
  }
  const matchers = matchersOf(args.words);
  return withHands({args, context, need: 'live'}, async work => {
    const alerts = liveAlerts(work.hands.state(), matchers, sourcesOf(args.list('source'), work.sources));
    if (alerts.length === 0) throw nothingFits(work.hands.state(), matchers);
    await work.hands.askAround(ASKING);
    return call({type: 'escalate', alerts: alerts.map(alertKey), ...wanted(args)}, work);
  });
}

function wanted(args: Args): Pick<Escalate, 'level' | 'targets' | 'message'> {
  const [targets, level, message] = [args.list('to'), args.text('level'), args.text('message')];
  if (targets.length > 0 && level !== undefined) {
    throw new OperatorError('Name targets with --to, or a level with --level, not both.', {
      hint: 'A level has its own targets.',
    });
  }
  if (level !== undefined && !/^[1-9]\d?$/.test(level)) {
    throw new OperatorError(`--level ${level} is no number of a level.`, {hint: 'Levels are counted from 1.'});
  }
  return {
    ...(targets.length === 0 ? {} : {targets}),
    ...(level === undefined ? {} : {level: Number(level)}),
    ...(message === undefined ? {} : {message: prose(message)}),
  };
}

async function call(command: Escalate, work: Work): Promise<Result> {
  const {args, context, config, hands} = work;
  const asOf = context.now();
  const calls = callsOf(command, hands.state(), {at: asOf, by: config.operator});
  if ('refusal' in calls) throw refused(calls.refusal);
  const preview = previewOf(calls, hands.state(), {at: asOf, by: config.operator});
  if (args.globals.dryRun) return {said: preview};
  demandYesForPublic(
    calls.flatMap(({reach}) => reach.targets.map(({target}) => target)),
    work,
  );
  const asked = context.stdin.isTTY && !args.globals.yes;
  if (asked) {
    for (const line of preview) say(line, context);
    if (!(await context.confirm('Send this?'))) return {said: ['Nobody was called.'], exitCode: EXIT.refused};
  }
  const outcome = await hands.dispatch(asked ? {...command, asOf} : command);
  if (!outcome.ok) throw refused(outcome.refusal);
  return settled(outcome.facts, work, asked ? [] : preview);
}

/** Waits until what was asked for is sent, or is not going to be. */
async function settled(facts: readonly Fact[], work: Work, preview: readonly string[]): Promise<Result> {
  const {args, hands} = work;
  await hands.settle(facts, durationOf(args, 'wait') ?? WAIT);
  const deliveries = deliveriesOf(facts, hands.state());
  return {
    exitCode: deliveriesExit(deliveries),
    data: {
      json: () => ({deliveries: deliveries.map(deliveryJson)}),
      text: () => deliveries.map(deliveryLine),
      prose: true,
    },
    said: [...preview, ...hintsOf(deliveries), ...olderSaid(deliveries, hands.state())],
  };
}

async function sendTest(work: Work, target: string): Promise<Result> {
  const {args, context, config, hands} = work;
  const {by, at} = {by: config.operator, at: context.now()};
  if (!args.globals.yes) {
    const question = `Send a test to ${target}? Whoever it calls is called.`;
    if (!context.stdin.isTTY)
      throw new OperatorError('A test calls somebody, so it is asked for first.', {hint: 'Say --yes.'});
    if (!(await context.confirm(question))) return {said: ['Nothing was sent.'], exitCode: EXIT.refused};
  }
  const outcome = await hands.dispatch({
    type: 'deliver',
    deliveries: [
      {
        target,
        verb: 'create',
        thread: `watchkeeper-test-${at}`,
        title: 'test',
        test: true,
        message: {
          title: `Test by ${by}`,
          text: 'This only tests whether it arrives. Nothing is wrong.',
          severity: 'P4',
          status: 'info',
          source: 'watchkeeper',
          by,
          at,
        },
      },
    ],
  });
  if (!outcome.ok) throw refused(outcome.refusal);
  return settled(outcome.facts, work, []);
}
