import {counted} from '../../../core/counted.js';
import type {Expectation} from '../../../core/runbook/document.js';
import type {RunOutput} from '../../../core/runbook/output.js';
import type {StepRun} from '../../../core/runbook/walk.js';
import {brief} from '../../../core/time/duration.js';
import {cells, cut} from '../../../lib/cells.js';
import {plainText} from '../../../lib/plain-text.js';
import {type CodeLine, codeLines} from '../../code-lines.js';
import {GLYPHS} from '../../glyphs.js';
import type {Part} from '../../row.js';
import type {Scene} from '../../scene.js';
import {codeParts, type Page, say, sayWords} from './page.js';

const SGR = /\u001b\[[0-9;:]*m/g;

/** What a run says, as far as it is still known here. */
export function outputOf({watch}: Scene, run: StepRun): RunOutput {
  return watch.outputs.get(run.run) ?? {first: 0, lines: run.excerpt === undefined ? [] : run.excerpt.split('\n')};
}

/** The end of what a run said, in at most `most` lines of the screen, and how it ended. */
export function sayRun(
  page: Page,
  run: StepRun,
  {most, expectations}: {readonly most: number; readonly expectations: readonly Expectation[]},
): void {
  const output = outputOf(page.scene, run);
  const {shown, whole} = lastLines(output, {width: page.width - 4, most});
  const left = output.first + output.lines.length - whole;
  say(page, {text: ''});
  if (left > 0) say(page, {text: `   ${beforeText(left, run, page.width - 3)}`, tone: 'muted'});
  const patterns = expectations.flatMap(one => one.pattern ?? []);
  for (const one of shown) {
    const matches = patterns.some(pattern => one.of.includes(pattern));
    say(page, {text: '   '}, ...codeParts(one, matches ? 'match' : 'plain'));
  }
  const {text, tone = 'plain'} = endOf(page.scene, run);
  sayWords(page, `   ${GLYPHS.rule.repeat(8)}  `, {text, tone});
  for (const {pid, command} of run.left ?? []) {
    const ending = run.leftStoppedBy === undefined ? 'x stops it' : 'stopping';
    sayWords(page, '   ', {text: `left running: ${plainText(command)} (pid ${pid}) · ${ending}`, tone: 'warning'});
  }
}

/** On one line: where there is no room for the whole path, its end tells the files apart. */
function beforeText(left: number, {file = 'its file'}: StepRun, width: number): string {
  const said = `… ${counted(left, 'line')} before, all in `;
  return `${said}${cut(file, Math.max(12, width - cells(said)), 'start')}`;
}

interface Shown extends CodeLine {
  /** The line of output that it is of. */
  readonly of: string;
}

/** Lines on the screen, and of how many lines of output they are. */
function lastLines(
  {lines}: RunOutput,
  {width, most}: {readonly width: number; readonly most: number},
): {readonly shown: readonly Shown[]; readonly whole: number} {
  const shown: Shown[] = [];
  let whole = 0;
  while (shown.length < most && whole < lines.length) {
    const of = plainText((lines[lines.length - 1 - whole] ?? '').replace(SGR, ''));
    shown.unshift(...codeLines(of, width).map(part => ({...part, of})));
    whole += 1;
  }
  return {shown: shown.slice(Math.max(0, shown.length - most)), whole};
}

/** How a run ended, without a judgement on its exit code. */
function endOf({now}: Scene, run: StepRun): Part {
  const began = run.startedAt ?? run.confirmedAt;
  const took = brief((run.endedAt ?? now) - began);
  if (run.status === 'failed') return {text: run.trouble ?? 'it did not run', tone: 'warning'};
  if (run.status !== 'ended')
    return {text: `${run.stoppedBy === undefined ? 'running' : 'stopping'} ${took}`, tone: 'warning'};
  const by = run.signal === undefined ? `exit ${run.code ?? '?'}` : `ended by ${run.signal}`;
  const how = run.how === 'exited' || run.how === undefined ? '' : ` · ${HOW[run.how] ?? run.how}`;
  return {text: `${by} · ${took}${how}`, tone: 'muted'};
}

const HOW: Readonly<Record<string, string>> = {
  stopped: 'stopped',
  'idle-timeout': 'ended: it said nothing for too long',
  'total-timeout': 'ended: it took too long',
};
