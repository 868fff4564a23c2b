import {toSettings} from '../../config/to-settings.js';
import {CHECKLISTS, type CheckResult, type ItemCheck} from '../../core/checklist/checklist.js';
import {type ListedItem, listedItems} from '../../core/checklist/lists.js';
import {isStateCheck, stateCheck} from '../../core/checklist/state-checks.js';
import {OperatorError} from '../../lib/operator-error.js';
import {type Args, argsOf} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {dispatched} from '../incident-work.js';
import {clock, iso} from '../times.js';
import {withToldOfLog} from '../told-of-log.js';
import {type Work, withHands} from '../with-hands.js';

export const shiftChecklist: CommandSpec = {
  arguments: [
    {name: 'words', help: 'items with these words in them; all of them where left out', variadic: true, optional: true},
  ],
  flags: [
    {name: 'list', value: 'NAME', choices: CHECKLISTS, help: `only this list: ${CHECKLISTS.join(', ')}`},
    {name: 'tick', help: 'tick the one item off that fits'},
    {name: 'untick', help: 'open it again'},
    {
      name: 'check',
      help: 'run the checks of the items that fit, and record how they ended; exit code 1 when one is not well',
    },
  ],
  details:
    'Lists what is to be seen to before a watch, at its start and at its end, and what was. Your own lists stand under `checklists:` in the configuration.',
  examples: ['wk shift checklist', 'wk shift checklist --list start --check', 'wk shift checklist room knows --tick'],
  async run(args, context) {
    if (args.on('tick') || args.on('untick'))
      return withHands({args, context, need: 'state', recordsOnly: true}, work => tick(work));
    if (args.on('check')) return withHands({args, context, need: 'live', recordsOnly: true}, work => check(work));
    const config = await context.loadConfig(args.globals);
    const state = await context.readState(config);
    return withToldOfLog(listed(fitting(listedItems(state, state.settings), args), {config, context}), state, {
      config,
      context,
    });
  },
};

/** Items of the list that is named, with all of the words in them. */
function fitting(items: readonly ListedItem[], args: Args): readonly ListedItem[] {
  const list = args.text('list');
  const words = args.words.map(word => word.toLowerCase());
  return items.filter(
    item => (list === undefined || item.list === list) && words.every(word => item.text.toLowerCase().includes(word)),
  );
}

function listed(items: readonly ListedItem[], {config, context}: Pick<Work, 'config' | 'context'>): Result {
  return {
    data: {
      json: () => items.map(jsonOf),
      text: () => ({
        headings: ['LIST', 'STATE', 'BY', 'AT', 'ITEM', 'CHECK'],
        rows: items.map(({list, text, check: asked, tick: seen}) => [
          list,
          stateOf(seen),
          seen?.by ?? '',
          seen === undefined ? '' : clock(seen.at, context.now(), config),
          text,
          seen?.check?.said ??
            (asked === undefined ? '' : `not run: ${typeof asked === 'string' ? asked : asked.join(' ')}`),
        ]),
      }),
    },
  };
}

function stateOf(tick: ListedItem['tick']): string {
  if (tick?.done === true) return 'done';
  return tick?.check?.ok === false ? 'not well' : 'open';
}

function jsonOf({list, text, check: asked, tick: seen}: ListedItem): unknown {
  return {
    list,
    item: text,
    done: seen?.done ?? false,
    ...(asked === undefined ? {} : {check: asked}),
    ...(seen === undefined ? {} : {by: seen.by, at: iso(seen.at)}),
    ...(seen?.check === undefined ? {} : {result: {ok: seen.check.ok, said: seen.check.said}}),
  };
}

async function tick(work: Work): Promise<Result> {
  const {args, hands, config} = work;
  const found = fitting(listedItems(hands.state(), toSettings(config)), args);
  const [item] = found;
  if (item === undefined || found.length > 1) {
    throw new OperatorError(
      found.length === 0 ? 'No item has these words in it.' : `${found.length} items have these words in them.`,
      {hint: 'See them with `wk shift checklist`, and name one.', exitCode: EXIT.notFound},
    );
  }
  const done = args.on('tick');
  if (args.globals.dryRun) return {said: [`Would ${done ? 'tick off' : 'open again'}: ${item.text}`]};
  const facts = await dispatched({type: 'tick-item', list: item.list, item: item.text, done}, work);
  const said = facts.length === 0 ? 'It was so already.' : `${done ? 'Done' : 'Open again'}: ${item.text}`;
  return {said: [said, ...otherLists(work)]};
}

async function check(work: Work): Promise<Result> {
  const {args, hands, config} = work;
  const items = fitting(listedItems(hands.state(), toSettings(config)), args).filter(item => item.check !== undefined);
  if (items.length === 0) {
    throw new OperatorError('No item that fits has a check.', {
      hint: 'See them with `wk shift checklist`.',
      exitCode: EXIT.notFound,
    });
  }
  if (args.globals.dryRun) return {said: items.map(({text}) => `Would check: ${text}`)};
  const results: (CheckResult & {readonly item: string})[] = [];
  const left: string[] = [];
  for (const {list, text, check: asked} of items) {
    const result = await resultOf(asked ?? 'doctor', work);
    if ('left' in result) {
      left.push(`Not run: ${text}. ${result.left}`);
      continue;
    }
    const {ok, said} = result;
    await dispatched({type: 'record-check', list, item: text, ok, said}, work);
    results.push({item: text, ok, said});
  }
  return {
    exitCode: exitOf(results, left),
    said: [...left, ...otherLists(work)],
    data: {
      json: () => results,
      text: () => results.map(({item, ok, said}) => `${ok ? 'well' : 'NOT WELL'}: ${item}: ${said}`),
      prose: true,
    },
  };
}

/** The lists are those of the configuration as it is; a cockpit that is open has those that it began with. */
function otherLists({hands, config}: Work): readonly string[] {
  const [ours, theirs] = [toSettings(config), hands.state().settings].map(({checklists}) => JSON.stringify(checklists));
  return hands.role === 'writer' || ours === theirs
    ? []
    : ['Note: the open cockpit shows the lists that it began with, until it is started again.'];
}

function exitOf(results: readonly CheckResult[], left: readonly string[]): ExitCode {
  if (!results.every(({ok}) => ok)) return EXIT.failed;
  return left.length === 0 ? EXIT.done : EXIT.refused;
}

/** How it ended, or why it was not begun. */
async function resultOf(asked: ItemCheck, work: Work): Promise<CheckResult | {readonly left: string}> {
  const {args, config, context, hands} = work;
  if (asked === 'doctor') return asksDoctor(args, context);
  if (asked === 'alert') return testsAlert(work);
  if (typeof asked !== 'string') return context.runCheck(config, asked);
  return isStateCheck(asked)
    ? stateCheck(asked, hands.state(), context.now())
    : {ok: false, said: `There is no check ${asked}.`};
}

/** Whoever is told of a test alert is told for real: it is asked for first. */
async function testsAlert({args, config, context}: Work): Promise<CheckResult | {readonly left: string}> {
  if (config.readOnly) return {left: 'This wk is read-only, and a test alert is posted outside.'};
  if (!args.globals.yes && !context.stdin.isTTY)
    return {left: 'It posts a test alert that others are told of, so it is asked for first: say --yes.'};
  const test = await context.testAlert(config);
  if (!args.globals.yes && !(await context.confirm(test.question))) return {left: 'Nothing was posted.'};
  return test.run();
}

async function asksDoctor({globals}: Args, context: CommandContext): Promise<CheckResult> {
  const {doctor} = await import('./doctor.js');
  const {exitCode, said = []} = await doctor.run(argsOf([], globals, new Map([['targets', false]])), context, {
    commands: [],
    globals: [],
  });
  return {ok: (exitCode ?? EXIT.done) === EXIT.done, said: said.join(' ')};
}
