import {type Alert, type AlertKey, alertKey, type Labels} from '../core/alert/alert.js';
import {compileMatchers, type Matcher, matchersText, parseMatcherWords} from '../core/alert/matcher.js';
import {isWatched} from '../core/shift/left-sources.js';
import type {WatchState} from '../core/watch-state.js';
import {OperatorError} from '../lib/operator-error.js';
import {placed} from './answer.js';
import {EXIT} from './exit-codes.js';

/** The matchers that the words of a command line stand for. Rejects with what cannot be read in them. */
export function matchersOf(words: readonly string[]): readonly Matcher[] {
  const parsed = parseMatcherWords(words);
  if (!parsed.ok) {
    throw new OperatorError(`These matchers cannot be read: ${parsed.message}.`, {
      hint: 'Write them as amtool takes them: alertname=DiskFull, \'severity=~"critical|high"\', or a bare alert name first.',
    });
  }
  return parsed.matchers;
}

/** Judges label sets by matchers. Rejects where a pattern cannot be judged here. */
export function judgeOf(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const compiled = compileMatchers(matchers);
  if ('unsupported' in compiled) {
    throw new OperatorError(`${compiled.unsupported}.`, {hint: 'Name the alerts by a simpler pattern.'});
  }
  return compiled.test;
}

/** The alerts that a source shows now and that fit. */
export function liveAlerts(
  state: WatchState,
  matchers: readonly Matcher[],
  sources: readonly string[],
): readonly Alert[] {
  const fits = judgeOf(matchers);
  return [...state.live.alerts.values()].filter(alert => isFrom(alert.source, sources) && fits(alert.labels));
}

/**
 * Keys of alerts that fit, whether a watched source shows them now or only the journal still knows them as firing. One
 * may be named by its fingerprint alone.
 */
export function knownAlerts(
  state: WatchState,
  matchers: readonly Matcher[],
  sources: readonly string[],
): readonly AlertKey[] {
  const fits = judgeOf(matchers);
  const named = fingerprintIn(matchers);
  const remembered = [...state.shift.firing.values()].filter(({source}) => isWatched(source, state));
  const all = [...state.live.alerts.values(), ...remembered];
  const keys = all
    .filter(({source, labels, fingerprint}) => isFrom(source, sources) && (fits(labels) || fingerprint === named))
    .map(alertKey);
  return [...new Set(keys)];
}

/** A bare word that can be a fingerprint; no alert is called so. */
function fingerprintIn([only, ...others]: readonly Matcher[]): string | undefined {
  if (only === undefined || others.length > 0 || only.name !== 'alertname' || only.isRegex || !only.isEqual)
    return undefined;
  return /^[0-9a-f]{16}$/.test(only.value) ? only.value : undefined;
}

export function isFrom(source: string, sources: readonly string[]): boolean {
  return sources.length === 0 || sources.includes(source);
}

/** The clusters named by `--source`, each of them known; none named means all. */
export function sourcesOf(names: readonly string[], known: readonly string[]): readonly string[] {
  const strange = names.find(name => !known.includes(name));
  if (strange !== undefined) {
    throw new OperatorError(`No Alertmanager is called ${strange}.`, {hint: `Known: ${known.join(', ') || 'none'}.`});
  }
  return names;
}

/** Why nothing fits: the sources that did not answer are the more likely reason. */
export function nothingFits(state: WatchState, matchers: readonly Matcher[]): OperatorError {
  const down = [...state.live.sources.values()].find(
    ({state: health, lastGood}) => health !== 'up' && lastGood === undefined,
  );
  if (down !== undefined) {
    return new OperatorError(placed(down.source, down.trouble?.message ?? 'it has not answered yet.'), {
      hint: down.trouble?.hint ?? 'Try again in a moment, or look into it with `wk doctor`.',
      exitCode: down.trouble?.kind === 'refused' ? EXIT.notAllowed : EXIT.unreachable,
    });
  }
  const fits = judgeOf(matchers);
  const left = [...state.shift.firing.values()].find(one => !isWatched(one.source, state) && fits(one.labels));
  if (left !== undefined) {
    return new OperatorError(
      `No alert of a watched source fits ${matchersText(matchers)}; by the log one fires in ${left.source}.`,
      {hint: `Name ${left.source} to act on it; it is not watched here.`, exitCode: EXIT.notFound},
    );
  }
  return new OperatorError(`No alert fits ${matchersText(matchers)}.`, {
    hint: 'See what fires with `wk alerts`; it may have resolved.',
    exitCode: EXIT.notFound,
  });
}
