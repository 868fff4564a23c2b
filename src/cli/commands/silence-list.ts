import type {Config} from '../../config/config.js';
import {type Matcher, matcherText, matches} from '../../core/alert/matcher.js';
import type {Silence} from '../../core/alert/silence.js';
import {brief} from '../../core/time/duration.js';
import {demandAnswer, failureReport} from '../answer.js';
import {type Args, durationOf} from '../args.js';
import type {CommandSpec, Data, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {reachOf} from '../reach.js';
import {matchersOf, sourcesOf} from '../selection.js';
import {silenceJson} from '../silence-json.js';
import {clock} from '../times.js';

export const silenceList: CommandSpec = {
  arguments: [{name: 'matcher', help: 'only silences with matchers that fit these', optional: true, variadic: true}],
  flags: [
    {name: 'expired', help: 'ended silences instead of those in force or to come'},
    {name: 'within', value: 'DURATION', help: 'that end (or, with --expired, ended) within this time'},
    {name: 'created-by', value: 'NAME', help: 'made by this person'},
    {name: 'source', value: 'NAME', repeat: true, help: 'only this Alertmanager'},
    {name: 'quiet', short: 'q', help: 'ids only'},
  ],
  details: '-o json is an array that `amtool silence import` reads.',
  examples: ['wk silence list --within 1h', 'wk silence list -o json > silences.json'],
  run: list,
};

async function list(args: Args, context: CommandContext): Promise<Result> {
  const wanted = {args, matchers: matchersOf(args.words), within: durationOf(args, 'within')};
  const config = await context.loadConfig(args.globals, 'text');
  const reach = await reachOf(config, context);
  const sources = sourcesOf(args.list('source'), reach.sources);
  const {silences, failures, seen = []} = await reach.silences();
  demandAnswer(failures, reach.sources.length);
  const now = context.now();
  const chosen = silences
    .filter(silence => (sources.length === 0 || sources.includes(silence.source)) && isWanted(silence, wanted, now))
    .sort((a, b) => a.endsAt - b.endsAt);
  const {said, ...rest} = failureReport(failures);
  const ages = seen.map(({source, age}) => `${source} ${brief(age)} ago`).join(', ');
  return {
    data: shown(chosen, {args, config, now, several: reach.sources.length > 1}),
    said: [...reach.said, ...(ages === '' ? [] : [`Last read: ${ages}.`]), ...said],
    ...rest,
  };
}

interface Wanted {
  readonly args: Args;
  readonly matchers: readonly Matcher[];
  readonly within: number | undefined;
}

function isWanted(silence: Silence, {args, matchers, within}: Wanted, now: number): boolean {
  const author = args.text('created-by');
  if ((silence.state === 'expired') !== args.on('expired') || (author !== undefined && silence.createdBy !== author)) {
    return false;
  }
  if (within !== undefined && Math.abs(silence.endsAt - now) > within) {
    return false;
  }
  return matchers.every(wanted =>
    silence.matchers.some(({name, value}) => name === wanted.name && matches(wanted, {[name]: value}) === true),
  );
}

interface Showing {
  readonly args: Args;
  readonly config: Config;
  readonly now: number;
  /** Whether there is more than one cluster. */
  readonly several: boolean;
}

function shown(silences: readonly Silence[], {args, config, now, several}: Showing): Data {
  return {
    json: () => (args.on('quiet') ? silences.map(({id}) => id) : silences.map(silenceJson)),
    text: format => {
      if (args.on('quiet')) {
        return silences.map(({id}) => id);
      }
      return {
        headings: ['ID', ...(several ? ['SOURCE'] : []), 'STATE', 'ENDS', 'BY', 'MATCHERS', 'COMMENT'],
        rows: silences.map(silence => [
          silence.id,
          ...(several ? [silence.source] : []),
          silence.state,
          ends(silence, now, format === 'wide' ? time => clock(time, now, config) : undefined),
          silence.createdBy,
          silence.matchers.map(matcherText).join(' '),
          silence.comment,
        ]),
      };
    },
  };
}

function ends({endsAt}: Silence, now: number, exact: ((time: number) => string) | undefined): string {
  if (exact !== undefined) {
    return exact(endsAt);
  }
  return endsAt > now ? `in ${brief(endsAt - now)}` : `${brief(now - endsAt)} ago`;
}
