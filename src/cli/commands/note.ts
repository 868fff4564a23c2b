import {type AlertKey, alertKey} from '../../core/alert/alert.js';
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
  flags: [{name: 'alert', value: 'MATCHER', repeat: true, help: 'the alert that it belongs to; or its fingerprint'}],
  details: 'Writes a note into the log, where the handoff finds it.',
  examples: [
    'wk note "replica 2 rebuilt by hand"',
    'wk note --alert DiskFull --alert instance=db-1 "log partition, not data"',
  ],
  async run(args, context) {
    const words = args.list('alert');
    const [first = ''] = words;
    const fingerprint = words.length === 1 && FINGERPRINT.test(first) ? first : undefined;
    const matchers = matchersOf(words);
    return withHands({args, context, need: matchers.length > 0 ? 'live' : 'state', recordsOnly: true}, work =>
      write(work, matchers, fingerprint),
    );
  },
};

/** As Alertmanager writes it: no name of an alert looks so. */
const FINGERPRINT = /^[0-9a-f]{16}$/;

async function write(work: Work, matchers: readonly Matcher[], fingerprint?: string): Promise<Result> {
  const {args, hands} = work;
  const text = prose(args.words.join(' '));
  const known = fingerprint === undefined ? undefined : byFingerprint(fingerprint, work.hands.state());
  const alert = known ?? (matchers.length > 0 ? theOneAlert(work, matchers) : undefined);
  if (args.globals.dryRun) {
    return {said: [`Would note${alert === undefined ? '' : ` on ${alert}`}: ${text}`]};
  }
  const outcome = await hands.dispatch({type: 'note', text, ...(alert === undefined ? {} : {alert})});
  if (!outcome.ok) {
    throw refused(outcome.refusal);
  }
  return {data: {json: () => ({facts: outcome.facts}), text: () => []}, said: ['Noted.']};
}

/** The same labels fire in several sources at once; the first of them is as good as another. */
function byFingerprint(fingerprint: string, {live, shift}: WatchState): AlertKey | undefined {
  const all = [...live.alerts.values(), ...shift.firing.values()];
  const found = all.find(one => one.fingerprint === fingerprint);
  return found === undefined ? undefined : alertKey(found);
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
