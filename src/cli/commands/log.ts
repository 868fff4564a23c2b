import type {Matcher} from '../../core/alert/matcher.js';
import {matchersText} from '../../core/alert/matcher.js';
import {type Fact, isFact} from '../../core/shift/fact.js';
import {type Naming, sentence, subjects} from '../../core/shift/sentence.js';
import {hhmmss} from '../../core/time/clock-text.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {parseMoment} from '../moment.js';
import {judgeOf, matchersOf} from '../selection.js';
import {zoneOf} from '../times.js';

export const log: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'since', value: 'TIME', help: 'from then on: 2h, 15:30, 2026-11-20'},
    {name: 'type', value: 'TYPE', repeat: true, help: 'only facts of this type, such as ack.placed or ack'},
    {name: 'alert', value: 'MATCHER', repeat: true, help: 'only facts about alerts that fit'},
    {name: 'limit', short: 'n', value: 'COUNT', help: 'only the newest'},
  ],
  details: 'Shows what is in the journal, oldest first. -o json is an array of the facts as they were recorded.',
  examples: ['wk log --since 2h', 'wk log --type ack --alert DiskFull', 'wk log -o json --since 2026-11-01'],
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
  const {facts, damage} = await context.readLog(config);
  const fits = about.length === 0 ? undefined : aboutAlerts(facts, about);
  const chosen = facts.filter(
    fact =>
      (since === undefined || Date.parse(fact.at) >= since) &&
      isOfType(fact, args.list('type')) &&
      (fits === undefined || fits(fact)),
  );
  const shown = limit === undefined ? chosen : chosen.slice(-limit);
  return {
    data: {json: () => shown, text: format => linesOf(shown, {facts, zone, wide: format === 'wide'})},
    said: damage === undefined ? [] : [damage],
  };
}

function limitOf(args: Args): number | undefined {
  const text = args.text('limit');
  if (text === undefined) {
    return undefined;
  }
  if (!/^[1-9]\d*$/.test(text)) {
    throw new OperatorError(`--limit ${text} is no count.`, {hint: 'Write a number such as 20.'});
  }
  return Number(text);
}

/** `ack` stands for everything that begins with `ack.`. */
function isOfType(fact: Fact, types: readonly string[]): boolean {
  return types.length === 0 || types.some(type => fact.type === type || fact.type.startsWith(`${type}.`));
}

/** A fact is about an alert that it names, or whose ack it names. */
function aboutAlerts(facts: readonly Fact[], matchers: readonly Matcher[]): (fact: Fact) => boolean {
  const fits = judgeOf(matchers);
  const names = new Set<string>();
  for (const fact of facts) {
    if (isFact(fact, 'alert.fired') && fits(fact.labels)) {
      names.add(`${fact.source}/${fact.fingerprint}`);
    }
  }
  if (names.size === 0) {
    throw new OperatorError(`The log knows no alert that fits ${matchersText(matchers)}.`, {
      hint: 'See which there were with `wk log --type alert.fired`.',
      exitCode: EXIT.notFound,
    });
  }
  for (const fact of facts) {
    if (isFact(fact, 'ack.requested') && subjects(fact).some(name => names.has(name))) {
      names.add(fact.ack);
    }
  }
  return fact => subjects(fact).some(name => names.has(name));
}

interface Showing {
  readonly facts: readonly Fact[];
  readonly zone: string;
  readonly wide: boolean;
}

function* linesOf(shown: readonly Fact[], {facts, zone, wide}: Showing): Iterable<string> {
  const naming = namingOf(facts, zone);
  let day = '';
  for (const fact of shown) {
    const at = Date.parse(fact.at);
    const today = dayOf(at, zone);
    if (today !== day) {
      yield today;
      day = today;
    }
    yield `  ${hhmmss(at, zone)}  ${wide ? `${fact.origin}:${fact.seq}  ${fact.type.padEnd(20)}  ${fact.by.padEnd(8)}  ` : ''}${sentence(fact, naming)}`;
  }
}

/** Alerts and acks by the names that earlier facts gave them. */
function namingOf(facts: readonly Fact[], zone: string): Naming {
  const alerts = new Map<string, string>();
  const acks = new Map<string, string>();
  for (const fact of facts) {
    if (isFact(fact, 'alert.fired')) {
      alerts.set(`${fact.source}/${fact.fingerprint}`, fact.labels.alertname ?? fact.fingerprint);
    } else if (isFact(fact, 'ack.requested')) {
      acks.set(fact.ack, fact.title);
    }
  }
  return {zone, alert: key => alerts.get(key), ack: id => acks.get(id)};
}

function dayOf(ms: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {timeZone: zone}).format(ms);
}
