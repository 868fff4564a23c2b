import type {RunAsked} from '../../core/runbook/asked-run.js';
import {countedSteps} from '../../core/runbook/choices.js';
import {firstDeadline} from '../../core/runbook/deadline.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {say} from '../output.js';
import {refused} from '../with-hands.js';
import {execute} from './execute.js';
import {askedLines, confirmHash, endText} from './told.js';
import {honouredIn, leftoverOf, openWalk, type Prepared, prepare, type WalkThrough} from './walk-through.js';

const HOW_TO_STOP = 'Wait for it, or walk the runbook on a terminal or in the cockpit: both offer to stop it.';

/** Runs one statement that is named by its number and its hash; without the right hash it only says what would run. */
export async function runStep(
  through: WalkThrough,
  {number, confirm}: {readonly number: string; readonly confirm: string | undefined},
): Promise<Result> {
  const {args} = through.work;
  const item = itemOf(through, number);
  const asks = item.statement === undefined ? [] : honouredIn(through, item.statement).said;
  for (const said of asks) say(`    ${said}`, through.work.context);
  const ready = demandRunnable(await prepare(through, item));
  const hash = confirmHash(ready.asked);
  if (confirm === undefined || args.globals.dryRun) return previewed(through, {number, asked: ready.asked, hash});
  if (confirm !== hash) {
    throw refusal(`--confirm ${confirm} is not what would run now.`, 'Leave --confirm out to see it, and its hash.');
  }
  await opened(through);
  const left = leftoverOf(through);
  if (left !== undefined) throw refusal(`Still running: ${left.text}.`, HOW_TO_STOP);
  const again = demandRunnable(await prepare(through, item));
  if (confirmHash(again.asked) !== hash) {
    throw refusal('What would run has changed.', 'Leave --confirm out to see it, and its hash.');
  }
  const {run} = await execute(through, again.asked);
  const isGood = run.code === 0 && run.signal === undefined;
  return {
    exitCode: isGood ? EXIT.done : EXIT.failed,
    ...(args.globals.output === 'json' ? {data: {json: () => ({step: Number(number), run}), text: () => []}} : {}),
    said: [endText(run)],
  };
}

/** Says what would run, and what runs already; nothing is begun or stopped. */
function previewed(
  through: WalkThrough,
  {number, asked, hash}: {readonly number: string; readonly asked: RunAsked; readonly hash: string},
): Result {
  const {context, args} = through.work;
  for (const line of askedLines(asked)) say(line, context);
  const left = leftoverOf(through);
  if (left !== undefined) say(`    Still running in this walk: ${left.text}. ${HOW_TO_STOP}`, context);
  const {text, verdict, place} = asked;
  return {
    exitCode: args.globals.dryRun ? EXIT.done : EXIT.refused,
    data: {
      json: () => ({step: Number(number), text, level: verdict.level, place, confirm: hash}),
      text: () => [hash],
    },
    said: [`Nothing was run. Run it with --step ${number} --confirm ${hash}`],
  };
}

/** Opens the walk, or goes on with the one that is open. */
export async function opened(through: WalkThrough): Promise<string> {
  const {hands, path, document, alert, opened: book} = through;
  const {live, shift, settings} = hands.state();
  const labels = (live.alerts.get(alert ?? '') ?? shift.firing.get(alert ?? ''))?.labels;
  const escalate = firstDeadline(document, labels === undefined ? undefined : {labels, rules: settings.severity});
  const outcome = await hands.dispatch({
    type: 'open-runbook',
    file: path,
    document: document.id,
    title: document.title,
    hash: book.file.hash,
    ...countedSteps(document),
    ...(alert === undefined ? {} : {alert}),
    ...(escalate === undefined ? {} : {escalate}),
  });
  if (!outcome.ok) throw refused(outcome.refusal);
  const walk = openWalk(through);
  if (walk === undefined) throw new Error('an opened runbook is not in the state');
  return walk.walk;
}

function itemOf({items}: WalkThrough, number: string) {
  const statements = items.filter(item => item.statement !== undefined);
  const item = /^[1-9]\d*$/.test(number) ? statements[Number(number) - 1] : undefined;
  if (item !== undefined) return item;
  throw new OperatorError(`There is no statement ${number}: it has ${statements.length}.`, {
    hint: '`wk runbook show FILE` numbers them.',
    exitCode: /^[1-9]\d*$/.test(number) ? EXIT.notFound : EXIT.usage,
  });
}

function demandRunnable(prepared: Prepared): Extract<Prepared, {state: 'ready'}> {
  if (prepared.state === 'refused') throw refusal(`Not run: ${prepared.why}.`, 'See it with `wk runbook show FILE`.');
  if (prepared.state === 'missing') {
    const names = prepared.missing.map(({placeholder}) => placeholder.raw).join(', ');
    throw refusal(`Not run: ${names} has no value.`, 'Give it with --set NAME=VALUE.');
  }
  const {verdict, demand, candidate} = prepared.asked;
  if (verdict.level === 'destructive' || demand.how === 'type') {
    const because = demand.how === 'type' ? demand.because : 'it destroys something';
    throw refusal(`Not run: ${because}.`, 'Walk the runbook on a terminal, where it is confirmed by hand.');
  }
  if (verdict.evaluates === true) {
    const why = 'bash computes in it with text that came from outside, and would run a $(...) that stands there';
    throw refusal(`Not run: ${why}.`, 'Look at that text, then walk the runbook on a terminal, where it is confirmed.');
  }
  if (candidate.terminal) throw refusal('Not run: it takes the terminal.', 'Walk the runbook on a terminal.');
  return prepared;
}

function refusal(message: string, hint: string): OperatorError {
  return new OperatorError(message, {hint, exitCode: EXIT.refused});
}
