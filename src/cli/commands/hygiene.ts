import {toSettings} from '../../config/to-settings.js';
import {hygieneOf} from '../../core/metrics/hygiene.js';
import {adviceText, complaintText, ruleChange} from '../../core/metrics/suggestion-text.js';
import {isReadable} from '../../core/shift/readable.js';
import {brief} from '../../core/time/duration.js';
import type {CommandSpec} from '../command.js';
import {parseMoment} from '../moment.js';
import {iso, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

export const hygiene: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'since', value: 'TIME', help: 'from when on: 30d, 2026-11-01 (30d)'},
    {name: 'rules', help: 'print the suggestions as changes to Prometheus rules'},
  ],
  details:
    'Says which alerts flap, call too often, are never acted on or always silenced, and what a longer `for:` would have spared and delayed, reckoned from the log. Nothing is suggested from fewer than 10 calls.',
  examples: ['wk hygiene --since 30d', 'wk hygiene --rules'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const settings = toSettings(config);
    const {facts, damage} = await context.readLog(config);
    const now = context.now();
    const from = parseMoment(args.text('since') ?? '30d', {flag: '--since', now, zone: zoneOf(config), toward: 'past'});
    const rows = hygieneOf(facts.filter(isReadable), {from, to: now, settings});
    const told = await toldOfLog(damage, {config, context});
    if (args.on('rules')) {
      return {
        ...told,
        data: {json: () => rows.filter(({suggestion}) => suggestion), text: () => rows.flatMap(row => ruleChange(row))},
      };
    }
    return {
      ...told,
      ...(rows.length === 0 ? {said: [...(told.said ?? []), `Nothing to complain about since ${iso(from)}.`]} : {}),
      data: {
        json: () => rows.map(row => ({...row, advice: adviceText(row)})),
        text: () => ({
          headings: ['ALERT', 'WHERE', 'SEV', 'FIRED', 'CALLED', 'ACKED', 'REAL', 'MEDIAN', 'WHAT', 'ADVICE'],
          rows: rows.map(row => [
            row.name,
            row.place,
            row.severity,
            ...[row.fired, row.called, row.acked, row.real].map(String),
            brief(row.median),
            complaintText(row),
            adviceText(row),
          ]),
          right: [3, 4, 5, 6],
        }),
      },
    };
  },
};
