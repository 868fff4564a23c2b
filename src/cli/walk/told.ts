import {createHash} from 'node:crypto';
import {placeText, type RunAsked, sourceText} from '../../core/runbook/asked-run.js';
import type {Level} from '../../core/runbook/verdict.js';
import type {StepRun} from '../../core/runbook/walk.js';
import {showHidden} from '../../lib/show-hidden.js';

const LEVELS: Readonly<Record<Level, string>> = {
  reads: 'looks read-only',
  changes: 'changes',
  destructive: 'destroys',
  'not-shell': 'not shell',
};

/** Exactly what would run, what it is taken for, where its values come from, and where it runs. */
export function askedLines(asked: RunAsked): readonly string[] {
  const {text: whole, verdict, values, warnings, place, candidate, again} = asked;
  const {text, mixed} = showHidden(whole);
  const {hidden} = showHidden(whole.replaceAll('\t', ' '));
  return [
    ...text.split('\n').map((line, index) => `  ${index === 0 ? '$' : '>'} ${line}`),
    `    ${LEVELS[verdict.level]}: ${verdict.reasons.join(', ')}`,
    ...values.map(
      value =>
        `    ${value.placeholder} = ${value.secret ? '••••' : showHidden(value.value).text} (${sourceText(value)})`,
    ),
    ...(again?.changed ?? []).map(sentence => `    ${sentence}`),
    `    on ${placeText(place)}`,
    ...(candidate.terminal ? ['    It takes the terminal until it ends.'] : []),
    ...(verdict.endless ? ['    It does not end by itself: ctrl-c stops it.'] : []),
    ...warnings.map(warning => `    ${warning}`),
    ...(mixed.length > 0 ? [`    Letters of several alphabets in one word: ${mixed.join(', ')}`] : []),
    ...(hidden && mixed.length === 0 ? ['    It has invisible characters; they are shown as <U+…>.'] : []),
  ];
}

/** Names exactly this string with these variables, on this host as this user, in this cluster, cloud and docker, for `--confirm`. */
export function confirmHash({text, env, place}: RunAsked): string {
  const variables = Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
  const {host, user, kubeContext = '', cloudProfile = '', dockerContext} = place;
  const docker = dockerContext === undefined ? [] : [dockerContext];
  const exactly = JSON.stringify([text, host, user, kubeContext, cloudProfile, variables, ...docker]);
  return createHash('sha256').update(exactly).digest('hex').slice(0, 12);
}

/** How a run ended, without judging it. */
export function endText(run: StepRun): string {
  const left = (run.left ?? []).map(({pid, command}) => `${command} (pid ${pid})`).join(', ');
  return left === '' ? endOf(run) : `${endOf(run)}; it left running: ${left}`;
}

function endOf(run: StepRun): string {
  if (run.status === 'failed') return `it did not run to an end that anybody saw: ${run.trouble ?? 'no reason known'}`;
  const how = run.signal === undefined ? `exit ${run.code ?? 'unknown'}` : `ended by ${run.signal}`;
  if (run.how === 'stopped') return `stopped, ${how}`;
  if (run.how === 'idle-timeout') return `stopped because it said nothing for too long, ${how}`;
  return run.how === 'total-timeout' ? `stopped because it took too long, ${how}` : how;
}
