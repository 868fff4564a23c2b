import type {Entry} from '../command.js';

/** `wk incident` and its commands. */
export const incidentEntry: Entry = {
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
      takes: '[ID]',
      summary: 'show what to ask, phase by phase; walk the decision aids',
      load: async () => (await import('./incident-questions.js')).incidentQuestions,
    },
    {
      name: 'entry',
      takes: 'ID [ENTRY]',
      summary: 'list the entries of its timeline; pin, hide or correct one',
      load: async () => (await import('./incident-correct.js')).incidentEntries,
    },
    {
      name: 'time',
      takes: 'ID PHASE TIME',
      summary: 'correct when it began, or got to a status',
      load: async () => (await import('./incident-time.js')).incidentTime,
    },
    {
      name: 'alert',
      takes: 'ID MATCHER...',
      summary: 'link alerts to it, or take them off',
      load: async () => (await import('./incident-alert.js')).incidentAlert,
    },
    {
      name: 'link',
      takes: 'ID URL [TITLE...]',
      summary: 'link a dashboard or a document to it',
      load: async () => (await import('./incident-link.js')).incidentLink,
    },
    {
      name: 'task',
      takes: 'ID [TEXT...]',
      summary: 'note what is to be done, or what is only temporary',
      load: async () => (await import('./incident-task.js')).incidentTask,
    },
    {
      name: 'room',
      takes: 'ID',
      summary: 'make a channel for it in Slack',
      load: async () => (await import('./incident-room.js')).incidentRoom,
    },
    {
      name: 'ticket',
      takes: 'ID TITLE...',
      summary: 'make a ticket in a tracker',
      load: async () => (await import('./incident-ticket.js')).incidentTicket,
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
};
