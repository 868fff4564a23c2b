import type {Entry} from '../command.js';

export const COMMANDS: readonly Entry[] = [
  {
    name: 'demo',
    summary: 'play a night of incidents, with nothing configured',
    load: async () => (await import('./demo.js')).demo,
  },
  {
    name: 'alerts',
    takes: '[MATCHER...]',
    summary: 'list what fires now',
    load: async () => (await import('./alerts.js')).alerts,
  },
  {
    name: 'ack',
    takes: 'MATCHER...',
    summary: 'say that you are on it: a short silence that every Alertmanager tool shows',
    load: async () => (await import('./ack.js')).ack,
  },
  {
    name: 'release',
    takes: 'MATCHER...',
    summary: 'give acked alerts back',
    load: async () => (await import('./release.js')).release,
  },
  {
    name: 'resolve',
    takes: 'MATCHER...',
    summary: 'say that alerts are over which their sources never end',
    load: async () => (await import('./resolve.js')).resolve,
  },
  {
    name: 'silence',
    summary: 'make, list and change silences',
    commands: [
      {
        name: 'add',
        takes: 'MATCHER...',
        summary: 'make a silence',
        load: async () => (await import('./silence-add.js')).silenceAdd,
      },
      {
        name: 'list',
        takes: '[MATCHER...]',
        summary: 'list silences, those that end soonest first',
        load: async () => (await import('./silence-list.js')).silenceList,
      },
      {
        name: 'extend',
        takes: 'ID...',
        summary: 'move the end of silences',
        load: async () => (await import('./silence-extend.js')).silenceExtend,
      },
      {
        name: 'expire',
        takes: 'ID...',
        summary: 'end silences now',
        load: async () => (await import('./silence-expire.js')).silenceExpire,
      },
      {
        name: 'preview',
        takes: 'MATCHER...',
        summary: 'show what a silence would hit now',
        load: async () => (await import('./silence-preview.js')).silencePreview,
      },
    ],
  },
  {
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
  },
  {
    name: 'note',
    takes: 'TEXT...',
    summary: 'write a note into the log',
    load: async () => (await import('./note.js')).note,
  },
  {
    name: 'change',
    takes: 'TEXT...',
    summary: 'record a change to production',
    load: async () => (await import('./change.js')).change,
  },
  {
    name: 'log',
    summary: 'show what happened',
    load: async () => (await import('./log.js')).log,
  },
  {
    name: 'handoff',
    summary: 'draft the handoff from the log, as Markdown',
    load: async () => (await import('./handoff.js')).handoff,
  },
  {
    name: 'relay',
    takes: '[print-config FOR]',
    summary: 'run the feed server: hooks in, every cockpit told at once',
    load: async () => (await import('./relay.js')).relay,
  },
  {
    name: 'doctor',
    summary: 'check configuration, journal, Alertmanagers, Prometheus and terminal',
    load: async () => (await import('./doctor.js')).doctor,
  },
  {
    name: 'config',
    summary: 'make, find and check the configuration',
    commands: [
      {
        name: 'init',
        summary: 'write a first configuration file',
        load: async () => (await import('./config-init.js')).configInit,
      },
      {
        name: 'path',
        summary: 'print where the configuration is',
        load: async () => (await import('./config-path.js')).configPath,
      },
      {
        name: 'check',
        summary: 'say what is wrong, where, and what would be right',
        load: async () => (await import('./config-check.js')).configCheck,
      },
      {
        name: 'schema',
        summary: 'print what the file may hold, as JSON Schema',
        load: async () => (await import('./config-schema.js')).configSchema,
      },
    ],
  },
  {
    name: 'completion',
    takes: 'bash|zsh|fish',
    summary: 'print the completion script for a shell',
    load: async () => (await import('./completion.js')).completion,
  },
];

/** `wk` alone. */
export const COCKPIT: Entry = {
  name: 'wk',
  summary: 'open the cockpit',
  load: async () => (await import('./cockpit.js')).cockpit,
};
