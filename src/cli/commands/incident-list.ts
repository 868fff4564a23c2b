import {dueText, updatesDue} from '../../core/incident/due.js';
import {holderOf, type Incident, isOpen} from '../../core/incident/incident.js';
import {brief} from '../../core/time/duration.js';
import type {CommandSpec} from '../command.js';
import {incidentJson} from '../incident-json.js';
import {clock} from '../times.js';
import {withToldOfLog} from '../told-of-log.js';

export const incidentList: CommandSpec = {
  arguments: [],
  flags: [{name: 'all', short: 'a', help: 'also those that are closed (always so as JSON)'}],
  details: 'Lists incidents, the open ones first. Closed ones are known for a month.',
  examples: ['wk incident list', 'wk incident list -o json'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const state = await context.readState(config);
    const {shift, settings} = state;
    const now = context.now();
    const all = [...shift.incidents.values()].sort(byOpenAndStart);
    const shown = args.on('all') ? all : all.filter(({status}) => status !== 'closed');
    const result = {
      data: {
        json: () => all.map(incident => incidentJson(incident, {settings: settings.incidents, now})),
        text: () => ({
          headings: ['ID', 'SEV', 'STATUS', 'SINCE', 'COMMANDER', 'UPDATE DUE', 'TITLE'],
          rows: shown.map(incident => [
            incident.incident,
            incident.severity,
            incident.status,
            clock(incident.startedAt, now, config),
            holderOf(incident, 'commander') ?? 'nobody',
            nextDue(incident),
            incident.title,
          ]),
        }),
      },
      ...(shown.length === 0 ? {said: ['No incident is open.']} : {}),
    };
    return withToldOfLog(result, state, {config, context});
    function nextDue(incident: Incident): string {
      const [due] = updatesDue(incident, settings.incidents);
      return due === undefined ? '' : dueText(due, {now, span: brief});
    }
  },
};

function byOpenAndStart(left: Incident, right: Incident): number {
  return Number(isOpen(right)) - Number(isOpen(left)) || right.startedAt - left.startedAt;
}
