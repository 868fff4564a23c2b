import type {Entry} from '../command.js';

/** `wk runbook` and its commands. */
export const runbookEntry: Entry = {
  name: 'runbook',
  summary: 'find, show and check runbooks',
  commands: [
    {
      name: 'list',
      summary: 'list the runbooks that there are',
      load: async () => (await import('./runbook-list.js')).runbookList,
    },
    {
      name: 'show',
      takes: 'FILE',
      summary: 'show the steps and statements of a file, and what each statement can do',
      load: async () => (await import('./runbook-show.js')).runbookShow,
    },
    {
      name: 'match',
      takes: '[MATCHER...]',
      summary: 'say which runbooks fit an alert, and why',
      load: async () => (await import('./runbook-match.js')).runbookMatch,
    },
    {
      name: 'coverage',
      summary: 'say which alerts have no runbook, and which runbooks no alert',
      load: async () => (await import('./runbook-coverage.js')).runbookCoverage,
    },
    {
      name: 'lint',
      takes: '[FILE...]',
      summary: 'say what a reader or a runner of runbooks would trip over',
      load: async () => (await import('./runbook-lint.js')).runbookLint,
    },
    {
      name: 'run',
      takes: 'FILE',
      summary: 'walk a runbook on the terminal, or run one confirmed statement of it',
      load: async () => (await import('./runbook-run.js')).runbookRun,
    },
    {
      name: 'trust',
      takes: 'FILE',
      summary: 'trust a file as it is now',
      load: async () => (await import('./runbook-trust.js')).runbookTrust,
    },
  ],
};
