import type {RunbookEntry} from '../../core/runbook/desk.js';
import type {MatchedAlert, NamedAlert} from '../../core/runbook/shelf.js';
import type {Args} from '../args.js';
import type {CommandSpec} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {namedAlerts, RULES_FLAG} from '../named-alerts.js';
import {openRunbooks, ROOT_FLAG, type RunbookWork} from '../runbook-roots.js';

export const runbookMatch: CommandSpec = {
  arguments: [
    {
      name: 'matcher',
      help: 'which alerts: alertname=DiskFull, or a bare alert name first',
      optional: true,
      variadic: true,
    },
  ],
  flags: [
    ROOT_FLAG,
    RULES_FLAG,
    {name: 'name', value: 'ALERTNAME', help: 'ask for an alert of this name, without asking any server'},
    {name: 'url', value: 'URL', help: 'the runbook_url of that alert'},
  ],
  details:
    'Says which runbooks fit the alerts that fire, and why. Several that fit alike are all named; what is only like them is marked with ?.',
  examples: ['wk runbook match DiskFull', 'wk runbook match --name KubePodCrashLooping'],
  async run(args, context) {
    const work = await openRunbooks(args, context);
    const alerts = await askedAlerts(args, context, work);
    const matched = await work.shelf.match(alerts, work.roots);
    return {
      ...(alerts.length === 0 ? {exitCode: EXIT.notFound, said: ['No alert fits.']} : {}),
      data: {
        json: () => matched.map(({alert, match}) => ({alert, ...match})),
        text: () => ({headings: ['ALERT', 'RUNBOOK', 'SECTION', 'WHY'], rows: matched.flatMap(rowsOf)}),
      },
    };
  },
};

async function askedAlerts(args: Args, context: CommandContext, work: RunbookWork): Promise<readonly NamedAlert[]> {
  const [name, url] = [args.text('name'), args.text('url')];
  if (name === undefined && url === undefined) return namedAlerts(args, context, work);
  return [
    {labels: name === undefined ? {} : {alertname: name}, annotations: url === undefined ? {} : {runbook_url: url}},
  ];
}

function rowsOf({alert, match}: MatchedAlert): readonly (readonly string[])[] {
  const name = alert.labels.alertname ?? '';
  const row = ({shown, title, section, because}: RunbookEntry, mark: string) => [
    name,
    `${mark}${shown}: ${title}`,
    section ?? '',
    because,
  ];
  const rows = [...match.found.map(each => row(each, '')), ...match.suggested.map(each => row(each, '? '))];
  if (match.found.length > 0) return rows;
  return [[name, 'no local runbook', '', match.link ?? ''], ...rows];
}
