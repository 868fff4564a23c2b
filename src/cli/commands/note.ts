import type {Matcher} from '../../core/alert/matcher.js';
import type {WatchState} from '../../core/watch-state.js';
import {OperatorError} from '../../lib/operator-error.js';
import {prose} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {knownAlerts, matchersOf, nothingFits} from '../selection.js';
import {refused, type Work, withHands} from '../with-hands.js';

export const note: CommandSpec = {
  arguments: [{name: 'text', help: 'what to remember', variadic: true}],
  flags: [{name: 'alert', value: 'MATCHER', repeat: true, help: 'the alert that it belongs to, or its fingerprint'}],
  details: 'Writes a note into the log, where the handoff finds it.',
  examples: [
    'wk note "replica 2 rebuilt by hand"',
    'wk note --alert DiskFull --alert instance=db-1 "log partition, not data"',
  ],
  async run(args, context) {
    const matchers = matchersOf(args.list('alert'));
    return withHands({args, context, need: matchers.length > 0 ? 'live' : 'state', recordsOnly: true}, work =>
      write(work, matchers),
    );
  },
};

async function write(work: Work, matchers: readonly Matcher[]): Promise<Result> {
  const {args, hands} = work;
  const text = prose(args.words.join(' '));
  const alert = matchers.length > 0 ? theOneAlert(work, matchers) : undefined;
  if (args.globals.dryRun) {
    return {said: [`Would note${alert === undefined ? '' : ` on ${alert}`}: ${text}`]};
  }
  const outcome = await hands.dispatch({type: 'note', text, ...(alert === undefined ? {} : {alert})});
  if (!outcome.ok) {
    throw refused(outcome.refusal);
  }
  return {data: {json: () => ({facts: outcome.facts}), text: () => []}, said: ['Noted.']};
}

/** A note belongs to one alert; several that fit would leave open which. */
function theOneAlert({hands}: Work, matchers: readonly Matcher[]): string {
  const [key, ...others] = knownAlerts(hands.state(), matchers, []);
  if (key === undefined) {
    throw nothingFits(hands.state(), matchers);
  }
  if (others.length > 0) {
    throw new OperatorError(`${others.length + 1} alerts fit, and a note belongs to one.`, {
      hint: `Name it more closely, or leave --alert out. The first two: ${[key, others[0]].map(one => nameOf(one, hands.state())).join('; ')}`,
      exitCode: EXIT.usage,
    });
  }
  return key;
}

function nameOf(key: string | undefined, {live, shift}: WatchState): string {
  const alert = live.alerts.get(key ?? '') ?? shift.firing.get(key ?? '');
  return Object.entries(alert?.labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
