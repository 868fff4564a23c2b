import type {Fact} from '../../core/shift/fact.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Piece, Result} from '../command.js';
import type {CommandContext, LogAnswer} from '../context.js';
import {demandTypes, type LogView, logView} from '../log-view.js';
import {parseMoment} from '../moment.js';
import {matchersOf} from '../selection.js';
import {zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

export const log: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'since', value: 'TIME', help: 'from then on: 2h, 15:30, 2026-11-20'},
    {name: 'type', value: 'TYPE', repeat: true, help: 'only facts of this type, such as ack.placed or ack'},
    {name: 'alert', value: 'MATCHER', repeat: true, help: 'only facts about alerts that fit'},
    {name: 'limit', short: 'n', value: 'COUNT', help: 'only the newest'},
    {name: 'follow', short: 'f', help: 'go on with what is recorded from now on, until ctrl-c'},
  ],
  details:
    'Shows what is in the journal, oldest first. -o json is an array of the facts as they were recorded; with --follow one fact a line.',
  examples: [
    'wk log --since 2h',
    'wk log --type ack --alert DiskFull',
    'wk log -o json --since 2026-11-01',
    'wk log -f -n 10',
    'wk log -f -o json --type alert.fired | while read -r fact; do ...; done',
  ],
  run: showLog,
};

async function showLog(args: Args, context: CommandContext): Promise<Result> {
  const limit = limitOf(args);
  const about = matchersOf(args.list('alert'));
  const config = await context.loadConfig(args.globals);
  const zone = zoneOf(config);
  const text = args.text('since');
  const since =
    text === undefined ? undefined : parseMoment(text, {flag: '--since', now: context.now(), zone, toward: 'past'});
  const types = args.list('type');
  await demandTypes(types, async () => (await context.readLog(config)).facts);
  const view = logView({since, types, about, zone});
  if (args.on('follow')) {
    return {stream: pieces(context.followLog(config), view, limit)};
  }
  const {facts, damage} = await context.readLog(config);
  const shown = newest(view.choose(facts), limit);
  view.demandAlerts();
  return {
    data: {json: () => shown, text: format => view.lines(shown, format === 'wide'), prose: true},
    ...(await toldOfLog(damage, {config, context})),
  };
}

/** What is there already is cut to the newest; what comes later is all shown. */
async function* pieces(
  answers: AsyncIterable<LogAnswer>,
  view: LogView,
  limit: number | undefined,
): AsyncIterable<Piece> {
  let most = limit;
  for await (const {facts, damage} of answers) {
    const shown = newest(view.choose(facts), most);
    most = undefined;
    yield {
      json: shown,
      text: format => view.lines(shown, format === 'wide'),
      ...(damage === undefined ? {} : {said: [damage]}),
    };
  }
}

function newest(facts: readonly Fact[], limit: number | undefined): readonly Fact[] {
  return limit === undefined ? facts : facts.slice(Math.max(0, facts.length - limit));
}

function limitOf(args: Args): number | undefined {
  const text = args.text('limit');
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new OperatorError(`--limit ${text} is no count.`, {hint: 'Write a number such as 20.'});
  }
  return Number(text);
}
