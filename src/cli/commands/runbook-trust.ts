import type {Trust} from '../../core/runbook/desk.js';
import {OperatorError} from '../../lib/operator-error.js';
import {plainText} from '../../lib/plain-text.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {openRunbooks, ROOT_FLAG} from '../runbook-roots.js';

export const runbookTrust: CommandSpec = {
  arguments: [{name: 'file', help: 'a Markdown file, or its path below a root'}],
  flags: [ROOT_FLAG],
  details:
    'Shows what changed in the file since it was trusted last, and trusts it as it is now. What a trusted file asks for (cwd, background, interactive) is taken, and seen in what runs; before, it is only said. Each statement is still asked for before it runs. Any edit ends the trust.',
  examples: ['wk runbook trust disk-filling.md', 'wk runbook trust ./guide.md --yes'],
  async run(args, context) {
    const {config, shelf, roots} = await openRunbooks(args, context);
    const {path} = await shelf.open(args.words[0] ?? '', {from: context.cwd, roots});
    const files = await context.runbookTrust(config);
    const {trust, hash} = await files.of(path);
    const shown = plainText(path);
    if (trust.state === 'trusted') return answer(path, hash, {trust, said: [`${shown} is trusted as it is.`]});
    // What is asked for has to be seen before the question.
    for (const line of aboutChange(trust)) context.stderr.write(`${line}\n`);
    if (args.globals.dryRun) return answer(path, hash, {trust, said: [`Would trust ${shown}.`]});
    if (!args.globals.yes) {
      if (!context.stdin.isTTY) throw nobodyToAsk(shown);
      if (!(await context.confirm(questionAbout(trust, shown)))) {
        return {said: [`${shown} is not trusted.`], exitCode: EXIT.refused};
      }
    }
    await files.trust(path, hash);
    return answer(path, hash, {trust, said: [`${shown} is trusted as it is now.`]});
  },
};

function answer(file: string, hash: string, {trust, said}: {readonly trust: Trust; readonly said: string[]}): Result {
  return {
    data: {
      json: () => ({file, hash, was: trust.state, ...(trust.state === 'changed' ? {diff: trust.diff} : {})}),
      text: () => [],
    },
    said,
  };
}

function aboutChange(trust: Trust): readonly string[] {
  if (trust.state !== 'changed') return [];
  return ['Changed since it was trusted:', ...trust.diff.map(line => plainText(line))];
}

function questionAbout({state}: Trust, file: string): string {
  return state === 'new'
    ? `Nobody has trusted ${file} on this machine yet. Trust it?`
    : `Trust ${file} with these changes?`;
}

function nobodyToAsk(file: string): OperatorError {
  return new OperatorError(`${file} is not trusted, and there is no terminal to ask on.`, {
    hint: 'Look at the file, then run it again with --yes.',
    exitCode: EXIT.refused,
  });
}
