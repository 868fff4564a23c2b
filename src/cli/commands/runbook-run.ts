import type {RunbookDocument, RunbookFile} from '../../core/runbook/document.js';
import {givenFor} from '../../core/runbook/given-value.js';
import {walkItems} from '../../core/runbook/walk-items.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {say} from '../output.js';
import {openRunbooks, ROOT_FLAG} from '../runbook-roots.js';
import {knownAlerts, matchersOf, nothingFits} from '../selection.js';
import {runStep} from '../walk/run-step.js';
import {walkOnTerminal} from '../walk/walk-on-terminal.js';
import type {WalkThrough} from '../walk/walk-through.js';
import type {WalkHands} from '../walk-hands.js';
import {type Work, withHands} from '../with-hands.js';

export const runbookRun: CommandSpec = {
  arguments: [{name: 'file', help: 'a Markdown file, or its path below a root'}],
  flags: [
    ROOT_FLAG,
    {name: 'document', value: 'ID', help: 'which runbook of the file, where it has several'},
    {name: 'alert', value: 'MATCHER', repeat: true, help: 'the alert that it is walked for: its labels fill the holes'},
    {name: 'set', value: 'NAME=VALUE', repeat: true, help: 'a value for a hole'},
    {name: 'step', value: 'N', help: 'run only this statement, as `wk runbook show` numbers them'},
    {name: 'confirm', value: 'HASH', help: 'what --step printed without it: runs exactly that'},
  ],
  details:
    'Walks a runbook on the terminal: each statement is shown as it would run, and runs when it is confirmed (enter, y, or a name typed, as for the cockpit; --yes confirms none). Ctrl-c stops the statement, a second one leaves. What an open cockpit holds is run by it. A statement that ends with another exit code than 0 is no failure of the walk.\nWithout a terminal it runs only --step N with --confirm HASH, never what destroys something, takes the terminal, or lacks a value (exit code 6). With --step the exit code is 1 when the statement did not exit with 0. Statements of one walk share their shell, also over several calls.',
  examples: [
    'wk runbook run disk-filling.md --alert DiskFull',
    'wk runbook run disk-filling.md --step 2 --set mountpoint=/srv',
    'wk runbook run disk-filling.md --step 2 --set mountpoint=/srv --confirm 4f0c6f2a91be',
  ],
  async run(args, context) {
    const given = valuesOf(args.list('set'));
    const [step, confirm] = [args.text('step'), args.text('confirm')];
    if (confirm !== undefined && step === undefined) {
      throw new OperatorError('--confirm needs --step.', {hint: 'Name the statement: --step N.'});
    }
    const {shelf, roots} = await openRunbooks(args, context);
    const {path} = await shelf.open(args.words[0] ?? '', {from: context.cwd, roots});
    if (step === undefined) demandSomebody(context.stdin.isTTY, args.globals.dryRun);
    const matchers = matchersOf(args.list('alert'));
    let walking: WalkHands | undefined;
    const opening: typeof context.openHands = async (config, need) => {
      walking = await context.openWalkHands(config, need);
      return walking;
    };
    const undertaking = {
      args,
      context: {...context, openHands: opening},
      need: matchers.length > 0 ? ('live' as const) : ('state' as const),
      recordsOnly: step !== undefined && confirm === undefined,
    };
    return withHands(undertaking, async work => {
      if (walking === undefined) throw new Error('the hands were not opened');
      const alert = matchers.length === 0 ? undefined : theOneAlert(work, matchers);
      const through = await throughOf({work, hands: walking, path}, {given, alert});
      tellUnasked(through);
      return step === undefined ? walkOnTerminal(through) : runStep(through, {number: step, confirm});
    });
  },
};

async function throughOf(
  {work, hands, path}: Pick<WalkThrough, 'work' | 'hands' | 'path'>,
  {given, alert}: {readonly given: WalkThrough['given']; readonly alert: string | undefined},
): Promise<WalkThrough> {
  const opened = await hands.desk.read(path);
  if (opened.trust.state !== 'trusted') {
    const how = opened.trust.state === 'new' ? 'is new here' : 'has changed since it was trusted';
    say(`${opened.file.file} ${how}: see \`wk runbook trust\`.`, work.context);
  }
  const document = documentOf(opened.file, work.args);
  const items = walkItems(document);
  const common = {work, hands, path, opened, document, items, given, earlier: [], edits: new Map<string, string>()};
  return alert === undefined ? common : {...common, alert};
}

/** A name with a slip in it would fill nothing, and nobody would know. */
function tellUnasked({given, document, items, hands, work}: WalkThrough): void {
  const nothing = {labels: {}, annotations: {}, earlier: [], operator: work.config.operator, before: []};
  const holes = items.flatMap(({statement}) =>
    statement === undefined ? [] : hands.desk.holes(statement.text, nothing).map(({placeholder}) => placeholder),
  );
  for (const [name, value] of given) {
    if (holes.some(hole => givenFor(hole, new Map([[name, value]])) !== undefined)) continue;
    say(`--set ${name}: nothing in ${document.title} asks for that.`, work.context);
  }
}

function documentOf({documents, file}: RunbookFile, args: Args): RunbookDocument {
  const id = args.text('document');
  const found = id === undefined ? documents : documents.filter(one => one.id === id);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new OperatorError(
    found.length === 0 ? `${file} has no such runbook.` : `${file} has ${found.length} runbooks, and one is walked.`,
    {
      hint:
        documents.length === 0 ? 'See `wk runbook list`.' : `--document: ${documents.map(one => one.id).join(', ')}`,
      exitCode: found.length === 0 ? EXIT.notFound : EXIT.usage,
    },
  );
}

function valuesOf(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word): [string, string] => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new OperatorError(`--set ${word} is no value.`, {hint: 'Write it as NAME=VALUE.'});
    }),
  );
}

function theOneAlert({hands}: Work, matchers: ReturnType<typeof matchersOf>): string {
  const keys = knownAlerts(hands.state(), matchers, []);
  const [only] = keys;
  if (only === undefined) throw nothingFits(hands.state(), matchers);
  if (keys.length === 1) return only;
  throw new OperatorError(`${keys.length} alerts fit, and a runbook is walked for one.`, {
    hint: 'Name it more closely: --alert DiskFull --alert instance=db-1.',
    exitCode: EXIT.usage,
  });
}

function demandSomebody(isTTY: boolean, dryRun: boolean): void {
  if (isTTY && !dryRun) return;
  throw new OperatorError(dryRun ? 'A walk cannot be tried out.' : 'There is no terminal to ask on.', {
    hint: 'Name one statement: --step N says what would run, and its hash for --confirm.',
    exitCode: dryRun ? EXIT.usage : EXIT.refused,
  });
}
