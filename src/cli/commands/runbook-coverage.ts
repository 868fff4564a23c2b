import type {MatchedAlert, ShelfFiles} from '../../core/runbook/shelf.js';
import type {CommandSpec} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {namedAlerts, RULES_FLAG} from '../named-alerts.js';
import {openRunbooks, ROOT_FLAG} from '../runbook-roots.js';

export const runbookCoverage: CommandSpec = {
  arguments: [],
  flags: [ROOT_FLAG, RULES_FLAG, {name: 'strict', help: 'exit code 1 when an alert has no runbook'}],
  details: 'Says which alerts have a runbook, which have none, and which runbooks no alert leads to.',
  examples: ['wk runbook coverage', 'wk runbook coverage --rules alerts.yml --strict'],
  async run(args, context) {
    const work = await openRunbooks(args, context);
    const alerts = await namedAlerts(args, context, work);
    const [matched, {files}] = await Promise.all([work.shelf.match(alerts, work.roots), work.shelf.read(work.roots)]);
    const coverage = coverageOf(matched, files);
    const isShort = coverage.without.length > 0 && args.on('strict');
    return {
      ...(isShort ? {exitCode: EXIT.failed} : {}),
      said: [summary(coverage)],
      data: {
        json: () => coverage,
        text: () => ({headings: ['ALERT', 'RUNBOOK'], rows: rowsOf(coverage)}),
      },
    };
  },
};

interface Coverage {
  readonly alerts: readonly {
    readonly alertname: string;
    /** Paths below their roots. */
    readonly runbooks: readonly string[];
    readonly link?: string;
  }[];
  /** Names of alerts without any runbook here. */
  readonly without: readonly string[];
  /** Files that no alert leads to. */
  readonly unused: readonly string[];
}

function coverageOf(matched: readonly MatchedAlert[], files: ShelfFiles['files']): Coverage {
  const alerts = matched.map(({alert, match}) => ({
    alertname: alert.labels.alertname ?? '',
    runbooks: [...new Set(match.found.map(({shown}) => shown))],
    ...(match.link === undefined ? {} : {link: match.link}),
  }));
  const used = new Set(matched.flatMap(({match}) => match.found.map(({file}) => file)));
  return {
    alerts,
    without: [...new Set(alerts.filter(({runbooks}) => runbooks.length === 0).map(({alertname}) => alertname))],
    unused: files.filter(({path}) => !used.has(path)).map(({file}) => file.file),
  };
}

function rowsOf({alerts, unused}: Coverage): readonly (readonly string[])[] {
  return [
    ...alerts.map(({alertname, runbooks, link}) => [
      alertname,
      runbooks.length > 0 ? runbooks.join(', ') : `none${link === undefined ? '' : ` (${link})`}`,
    ]),
    ...unused.map(file => ['no alert', file]),
  ];
}

function summary({alerts, without, unused}: Coverage): string {
  const covered = alerts.length - alerts.filter(({runbooks}) => runbooks.length === 0).length;
  return `${covered} of ${alerts.length} alerts have a runbook; ${without.length} alert names have none; files that no alert leads to: ${unused.length}.`;
}
