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
    const [word = ''] = args.words;
    const {file} = await shelf.open(word, {from: context.cwd, roots});
    // As the list names it; a file that is in no list is called what it was called here.
    const name = roots.includes(file.root) ? file.file : word;
    const documents = file.documents.map(document => {
      const judged = shelf.judge(document, config.runbooks.commands);
      return {document, judged: new Map(judged.map(one => [one.statement.id, one]))};
    });
    return {
      data: {
        json: () => shownRunbook({...file, file: name}, documents),
        text: () => runbookLines(documents),
      },
    };
  },
};
