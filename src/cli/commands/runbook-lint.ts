import type {LintFinding, ShelfFiles} from '../../core/runbook/shelf.js';
import type {Args} from '../args.js';
import type {CommandSpec} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {openRunbooks, ROOT_FLAG, type RunbookWork} from '../runbook-roots.js';

export const runbookLint: CommandSpec = {
  arguments: [
    {name: 'file', help: 'Markdown files; all below the roots when left out', optional: true, variadic: true},
  ],
  flags: [ROOT_FLAG, {name: 'strict', help: 'exit code 1 for warnings, too'}],
  details:
    'Says with file and line what a reader or a runner would trip over: dead links and anchors, dummy names, commands that bash cannot read, destructive ones without a warning, tools that are not here, reviews that are due. Exit code 1 when there is an error.',
  examples: ['wk runbook lint', 'wk runbook lint disk-filling.md --strict'],
  async run(args, context) {
    const work = await openRunbooks(args, context);
    const {files, troubles} = await askedFiles(args, context, work);
    const found = await work.shelf.lint(files, {tables: work.config.runbooks.commands, now: context.now()});
    const errors = found.filter(({severity}) => severity === 'error').length;
    const isBad = errors > 0 || troubles.length > 0 || (args.on('strict') && found.length > 0);
    return {
      ...(isBad ? {exitCode: EXIT.failed} : {}),
      said: [...troubles, summary(files.length, errors, found.length - errors)],
      data: {json: () => found, text: () => found.map(lineOf), prose: true},
    };
  },
};

async function askedFiles(args: Args, context: CommandContext, {shelf, roots}: RunbookWork): Promise<ShelfFiles> {
  if (args.words.length === 0) return shelf.read(roots);
  const files = await Promise.all(args.words.map(word => shelf.open(word, {from: context.cwd, roots})));
  return {files, troubles: []};
}

/** As compilers say it, so that editors can jump there. */
function lineOf({file, line, severity, rule, message}: LintFinding): string {
  return `${file}:${line}: ${severity}: ${message} [${rule}]`;
}

function summary(files: number, errors: number, warnings: number): string {
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${many(files, 'file')} looked at: ${many(errors, 'error')}, ${many(warnings, 'warning')}.`;
}
