import type {Entry} from '../command.js';
import {incidentEntry} from './incident-entry.js';
import {runbookEntry} from './runbook-entry.js';

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
    name: 'escalate',
    takes: 'MATCHER...',
    summary: 'call somebody about alerts, by a level of their policy or a target',
    load: async () => (await import('./escalate.js')).escalate,
  },
  {
    name: 'tune',
    takes: 'MATCHER...',
    summary: 'make a ticket to tune an alert, with how it behaved',
    load: async () => (await import('./tune.js')).tune,
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
  runbookEntry,
  incidentEntry,
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
    name: 'replay',
    takes: '[SHIFT]',
    summary: 'play a watch of the log in the cockpit, as it was',
    load: async () => (await import('./replay.js')).replay,
  },
  {
    name: 'shift',
    summary: 'begin and end a watch, and list watches',
    commands: [
      {name: 'start', summary: 'begin your watch', load: async () => (await import('./shift.js')).shiftStart},
      {name: 'end', summary: 'end the running watch', load: async () => (await import('./shift.js')).shiftEnd},
      {name: 'status', summary: 'say whose watch it is', load: async () => (await import('./shift.js')).shiftStatus},
      {name: 'list', summary: 'list the watches of the log', load: async () => (await import('./shift.js')).shiftList},
      {
        name: 'checklist',
        summary: 'what is to be seen to around a watch: list it, tick it off, run its checks',
        load: async () => (await import('./shift-checklist.js')).shiftChecklist,
      },
    ],
  },
  {
    name: 'handoff',
    summary: 'write the handoff from the log: Markdown, HTML, Slack, JSON',
    load: async () => (await import('./handoff.js')).handoff,
  },
  {
    name: 'accept',
    takes: '[FILE]',
    summary: 'take over a watch, item by item',
    load: async () => (await import('./accept.js')).accept,
  },
  {
    name: 'review',
    takes: 'ID',
    summary: 'write the review of an incident',
    load: async () => (await import('./review.js')).review,
  },
  {
    name: 'oncall',
    summary: 'say who is on call, now or at a time, and what it came to',
    load: async () => (await import('./oncall.js')).oncall,
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
