import type {RunbookFile} from '../../core/runbook/document.js';
import type {CommandSpec} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {openRunbooks, ROOT_FLAG} from '../runbook-roots.js';

export const runbookList: CommandSpec = {
  arguments: [],
  flags: [ROOT_FLAG],
  details: 'Lists every Markdown file below the roots; -o json is an array with one object a file.',
  examples: ['wk runbook list', 'wk runbook list --root ~/ops/runbooks -o json'],
  async run(args, context) {
    const {shelf, roots} = await openRunbooks(args, context);
    const {files, troubles} = await shelf.read(roots);
    const listed = files.map(({file}) => listedFile(file));
    return {
      ...(troubles.length > 0 ? {exitCode: EXIT.failed, said: troubles} : {}),
      data: {
        json: () => listed,
        text: () => ({
          headings: ['FILE', 'TITLE', 'STEPS', 'STATEMENTS', 'ALERTS'],
          right: [2, 3],
          rows: listed.map(({file, title, steps, statements, checklist, alerts}) => [
            file,
            title,
            String(steps),
            checklist ? 'checklist' : String(statements),
            alerts.join(', '),
          ]),
        }),
      },
    };
  },
};

interface ListedFile {
  readonly file: string;
  readonly title: string;
  readonly documents: number;
  readonly steps: number;
  readonly statements: number;
  /** Nothing in it can be run. */
  readonly checklist: boolean;
  readonly alerts: readonly string[];
}

function listedFile({file, title, documents}: RunbookFile): ListedFile {
  const steps = documents.flatMap(({sections}) => sections.flatMap(section => section.steps));
  const blocks = steps.flatMap(step => step.blocks);
  return {
    file,
    title,
    documents: documents.length,
    steps: steps.length,
    statements: blocks.filter(({kind}) => kind === 'statement').length,
    checklist: documents.every(({checklist}) => checklist),
    alerts: [...new Set(documents.flatMap(({alerts}) => alerts.map(({alertname}) => alertname)))],
  };
}
