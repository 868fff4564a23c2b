import type {Config} from '../../config/config.js';
import {toSettings} from '../../config/to-settings.js';
import {hygieneOf} from '../../core/metrics/hygiene.js';
import type {PresentRule} from '../../core/metrics/present-rule.js';
import {rulesFile} from '../../core/metrics/rules-file.js';
import {adviceText, complaintText} from '../../core/metrics/suggestion-text.js';
import {SourceError} from '../../core/ports.js';
import {readableOf} from '../../core/shift/readable.js';
import {brief} from '../../core/time/duration.js';
import type {CommandSpec} from '../command.js';
import type {CommandContext} from '../context.js';
import {namesWithRunbook} from '../known-runbooks.js';
import {parseMoment} from '../moment.js';
import {ROOT_FLAG} from '../runbook-roots.js';
import {iso, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

export const hygiene: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'since', value: 'TIME', help: 'from when on: 30d, 2026-11-01 (30d)'},
    ROOT_FLAG,
    {
      name: 'rules',
      help: 'print the suggestions as a rules file: the rules that Prometheus has now, with a longer `for:`',
    },
  ],
  details:
    'Says which alerts flap, call too often, are never acted on or always silenced, which have no runbook in `runbooks.roots` nor a link to one in the log, and what a longer `for:` would have spared and delayed, reckoned from the log. Beside a runbook, nothing is advised from fewer than 10 calls, nor from fewer than 10 times that it fired where it never called.',
  examples: ['wk hygiene --since 30d', 'wk hygiene --rules'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const settings = toSettings(config);
    const {facts, damage} = await context.readLog(config);
    const now = context.now();
    const from = parseMoment(args.text('since') ?? '30d', {flag: '--since', now, zone: zoneOf(config), toward: 'past'});
    const readable = readableOf(facts);
    const withRunbook = await namesWithRunbook(readable, args, context);
    const rows = hygieneOf(readable, {from, to: now, settings, withRunbook});
    const told = await toldOfLog(damage, {config, context});
    if (args.on('rules')) {
      const suggested = rows.filter(({suggestion}) => suggestion !== undefined);
      const {rules, note} = suggested.length === 0 ? {rules: []} : await presentRules(config, context);
      return {
        ...told,
        said: [...(told.said ?? []), ...(note === undefined ? [] : [note])],
        data: {
          json: () => suggested.map(row => ({...row, rules: rules.filter(({name}) => name === row.name)})),
          text: () => rulesFile(suggested, rules),
        },
      };
    }
    return {
      ...told,
      ...(rows.length === 0
        ? {
            said: [
              ...(told.said ?? []),
              `Nothing to complain about ${damage === undefined ? '' : 'in what could be read of the log '}since ${iso(from)}.`,
            ],
          }
        : {}),
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

/** What the rules are now, as far as there is a Prometheus that tells. */
async function presentRules(
  config: Config,
  context: CommandContext,
): Promise<{readonly rules: readonly PresentRule[]; readonly note?: string}> {
  if (config.prometheus === undefined)
    return {rules: [], note: 'Note: no Prometheus is configured, so the rules as they are now are not known.'};
  try {
    return {rules: await context.presentRules(config)};
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return {rules: [], note: `Note: the rules as they are now are not known: ${error.message}`};
  }
}
