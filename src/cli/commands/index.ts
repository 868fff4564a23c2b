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
    name: 'escalate',
    takes: 'MATCHER...',
    summary: 'call somebody about alerts, by a level of their policy or a target',
    load: async () => (await import('./escalate.js')).escalate,
  },
  {
    name: 'deliveries',
    takes: '[flush | stop ID]',
    summary: 'list what was sent to others, and what is still to be sent',
    load: async () => (await import('./deliveries.js')).deliveries,
  },
  {
    name: 'contacts',
    takes: '[WORD]',
    summary: 'list who can be called, and how',
    load: async () => (await import('./contacts.js')).contacts,
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
    name: 'incident',
    summary: 'declare incidents and run them: status, roles, updates, tasks',
    commands: [
      {
        name: 'declare',
        summary: 'declare an incident',
        load: async () => (await import('./incident-declare.js')).incidentDeclare,
      },
      {
        name: 'list',
        summary: 'list incidents, the open ones first',
        load: async () => (await import('./incident-list.js')).incidentList,
      },
      {
        name: 'show',
        takes: 'ID',
        summary: 'show what is known of one, and its timeline',
        load: async () => (await import('./incident-show.js')).incidentShow,
      },
      {
        name: 'status',
        takes: 'ID [STATUS]',
        summary: 'say how far it is, or how bad',
        load: async () => (await import('./incident-status.js')).incidentStatus,
      },
      {
        name: 'role',
        takes: 'ID ROLE PERSON',
        summary: 'give a role to somebody',
        load: async () => (await import('./incident-role.js')).incidentRole,
      },
      {
        name: 'set',
        takes: 'ID FIELD=TEXT...',
        summary: 'say what is known: impact, cause, next steps',
        load: async () => (await import('./incident-set.js')).incidentSet,
      },
      {
        name: 'update',
        takes: 'ID',
        summary: 'draft an update for an audience, and send it',
        load: async () => (await import('./incident-update.js')).incidentUpdate,
      },
      {
        name: 'questions',
        takes: 'ID',
        summary: 'show what to ask, phase by phase, and what is known',
        load: async () => (await import('./incident-questions.js')).incidentQuestions,
      },
      {
        name: 'task',
        takes: 'ID [TEXT...]',
        summary: 'note what is to be done, or what is only temporary',
        load: async () => (await import('./incident-task.js')).incidentTask,
      },
      {
        name: 'resolve',
        takes: 'ID',
        summary: 'say that it is over',
        load: async () => (await import('./incident-resolve.js')).incidentResolve,
      },
      {
        name: 'reopen',
        takes: 'ID',
        summary: 'take it up again',
        load: async () => (await import('./incident-close.js')).incidentReopen,
      },
      {
        name: 'close',
        takes: 'ID',
        summary: 'close what is resolved',
        load: async () => (await import('./incident-close.js')).incidentClose,
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
    name: 'metrics',
    summary: 'reckon times to ack and recover, calls, noise and the rest from the log',
    load: async () => (await import('./metrics.js')).metrics,
  },
  {
    name: 'hygiene',
    summary: 'say which alerts make noise, and what would make them better',
    load: async () => (await import('./hygiene.js')).hygiene,
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
