import type {CommandSpec} from '../command.js';
import {openRunbooks, ROOT_FLAG} from '../runbook-roots.js';
import {runbookLines, shownRunbook} from '../shown-runbook.js';

export const runbookShow: CommandSpec = {
  arguments: [{name: 'file', help: 'a Markdown file, or its path below a root'}],
  flags: [ROOT_FLAG],
  details:
    'Shows each runbook of the file with its steps, and for each statement whether it reads, changes or destroys, what it asks for and why. Nothing is run.',
  examples: ['wk runbook show disk-filling.md', 'wk runbook show ./guide.md -o json'],
  async run(args, context) {
    const {config, shelf, roots} = await openRunbooks(args, context);
    const {file} = await shelf.open(args.words[0] ?? '', {from: context.cwd, roots});
    const documents = file.documents.map(document => {
      const judged = shelf.judge(document, config.runbooks.commands);
      return {document, judged: new Map(judged.map(one => [one.statement.id, one]))};
    });
    return {
      data: {
        json: () => shownRunbook(file, documents),
        text: () => runbookLines(documents),
      },
    };
  },
};
