import type {Config} from '../../config/config.js';
import {toSettings} from '../../config/to-settings.js';
import {alertKey, alertName} from '../../core/alert/alert.js';
import {hygieneOf} from '../../core/metrics/hygiene.js';
import {adviceText, complaintText, ruleChange} from '../../core/metrics/suggestion-text.js';
import {SourceError} from '../../core/ports.js';
import type {NamedAlert} from '../../core/runbook/shelf.js';
import {type Fact, isFact} from '../../core/shift/fact.js';
import {isReadable} from '../../core/shift/readable.js';
import {brief} from '../../core/time/duration.js';
import type {Args} from '../args.js';
import type {CommandSpec} from '../command.js';
import type {CommandContext} from '../context.js';
import {parseMoment} from '../moment.js';
import {openRunbooks, ROOT_FLAG} from '../runbook-roots.js';
import {iso, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

export const hygiene: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'since', value: 'TIME', help: 'from when on: 30d, 2026-11-01 (30d)'},
    ROOT_FLAG,
    {
      name: 'rules',
      help: 'print the suggestions as changes to Prometheus rules; whole rules where `prometheus` is configured',
    },
  ],
  details:
    'Says which alerts flap, call too often, are never acted on or always silenced, which have no runbook in `runbooks.roots` nor a link to one in the log, and what a longer `for:` would have spared and delayed, reckoned from the log. Nothing is suggested from fewer than 10 calls.',
  examples: ['wk hygiene --since 30d', 'wk hygiene --rules'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const settings = toSettings(config);
    const {facts, damage} = await context.readLog(config);
    const now = context.now();
    const from = parseMoment(args.text('since') ?? '30d', {flag: '--since', now, zone: zoneOf(config), toward: 'past'});
    const readable = facts.filter(isReadable);
    const withRunbook = await namesWithRunbook(readable, args, context);
    const rows = hygieneOf(readable, {from, to: now, settings, withRunbook});
    const told = await toldOfLog(damage, {config, context});
    if (args.on('rules')) {
      const {rules, said} = await rulesNow(config, context);
      return {
        ...told,
        said: [...(told.said ?? []), ...said],
        data: {
          json: () => rows.filter(({suggestion}) => suggestion),
          text: () => rows.flatMap(row => ruleChange(row, rules)),
        },
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

/** The rules as they are, so that they can be printed whole; without them only what is to be added is told. */
async function rulesNow(config: Config, context: CommandContext) {
  try {
    return {rules: await context.alertRules(config), said: []};
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return {rules: [], said: [`wk: the rules are not known: ${error.message}`]};
  }
}

/** Names of alerts for which there is a runbook here, of which the log has a link to one, or that one was opened for. */
async function namesWithRunbook(
  facts: readonly Fact[],
  args: Args,
  context: CommandContext,
): Promise<ReadonlySet<string>> {
  const seen = lastOfNames(facts);
  const {shelf, roots} = await openRunbooks(args, context);
  const matched = await shelf.match([...seen.values()], roots);
  const found = matched.filter(({match}) => match.found.length > 0 || match.link !== undefined);
  return new Set([...found.map(({alert}) => alert.labels.alertname ?? ''), ...opened(facts)]);
}

/** Of each name the labels it fired with last, and the annotations that the log has of it. */
function lastOfNames(facts: readonly Fact[]): ReadonlyMap<string, NamedAlert> {
  const seen = new Map<string, NamedAlert>();
  const names = new Map<string, string>();
  for (const fact of facts) {
    if (isFact(fact, 'alert.fired')) {
      const name = alertName(fact);
      names.set(alertKey(fact), name);
      seen.set(name, {labels: fact.labels, annotations: seen.get(name)?.annotations ?? {}});
    }
    const name = isFact(fact, 'alert.changed') ? names.get(alertKey(fact)) : undefined;
    const known = name === undefined ? undefined : seen.get(name);
    if (isFact(fact, 'alert.changed') && fact.annotations !== undefined && name !== undefined && known !== undefined)
      seen.set(name, {...known, annotations: fact.annotations});
  }
  return seen;
}

function opened(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap(fact => (isFact(fact, 'runbook.opened') ? [fact.labels?.alertname ?? ''] : []));
}
