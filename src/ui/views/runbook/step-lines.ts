import {counted} from '../../../core/counted.js';
import type {Block, Expectation, StatementBlock, Step} from '../../../core/runbook/document.js';
import type {RunOutput} from '../../../core/runbook/output.js';
import {lastRun} from '../../../core/runbook/progress.js';
import type {StepRun} from '../../../core/runbook/walk.js';
import {brief} from '../../../core/time/duration.js';
import {plainText} from '../../../lib/plain-text.js';
import {GLYPHS} from '../../glyphs.js';
import {line, type Part, wrap} from '../../row.js';
import {itemAt, type OpenWalk} from '../../runbook-model.js';
import type {Scene} from '../../scene.js';

/** Lines of output of a statement that the cursor is not on. */
const FEW_LINES = 3;
const SGR = /\u001b\[[0-9;:]*m/g;

/** The step in front: its text, each statement with what it last said, and what to look for. `focus` is the cursor's line. */
export function stepLines(
  scene: Scene,
  model: OpenWalk,
  {width, output}: StepRoom,
): {readonly lines: readonly string[]; readonly focus: number} {
  const item = itemAt(model);
  if (item === undefined) return {lines: [' This runbook has no steps.'], focus: 0};
  const {step, number, statement} = item;
  const lines: string[] = [];
  const say = (...parts: readonly Part[]) => void lines.push(line(scene.paint, parts, width));
  say({text: ` ${number} `, tone: 'muted'}, {text: plainText(step.title), tone: 'strong'});
  if (step.condition !== undefined) say({text: ` ${plainText(step.condition)}`, tone: 'warning'});
  for (const text of proseOf(step))
    for (const part of wrap(plainText(text, {multiline: true}), width - 2)) say({text: ` ${part}`});
  let focus = 0;
  for (const block of step.blocks) {
    say({text: ''});
    if (block.kind === 'statement' && block.id === statement?.id) focus = lines.length;
    sayBlock({scene, model, width, output, say}, block, step);
  }
  sayExpectations({scene, model, width, output, say}, step);
  const outcome = model.walk.steps.get(step.id);
  if (outcome?.outcome === 'skipped')
    say({text: ` skipped by ${outcome.by}${outcome.reason === undefined ? '' : `: ${outcome.reason}`}`, tone: 'muted'});
  return {lines, focus};
}

/** How wide the lines are, and how many of its output the statement under the cursor shows. */
export interface StepRoom {
  readonly width: number;
  readonly output: number;
}

interface Page extends StepRoom {
  readonly scene: Scene;
  readonly model: OpenWalk;
  readonly say: (...parts: readonly Part[]) => void;
}

function sayBlock(page: Page, block: Block, step: Step): void {
  if (block.kind === 'statement') {
    sayStatement(page, block);
    const run = lastRun(page.model.walk.steps.get(step.id), block.id);
    const here = itemAt(page.model)?.statement?.id === block.id;
    const shown = here ? page.output : Math.min(FEW_LINES, page.output);
    if (run !== undefined) sayRun({...page, output: shown}, run, step.expectations);
  } else {
    for (const text of block.text.split('\n')) page.say({text: ` ${GLYPHS.side} ${plainText(text)}`, tone: 'muted'});
  }
}

/** What its author says the output means, and whether it came in any run of the step. */
function sayExpectations({scene, model, say}: Page, step: Step): void {
  const runs = model.walk.steps.get(step.id)?.runs ?? [];
  const whole = runs.map(run => outputOf(scene, run).lines.join('\n')).join('\n');
  if (step.expectations.length > 0) say({text: ''});
  for (const one of step.expectations) {
    const found = one.pattern !== undefined && whole.includes(one.pattern);
    const match: Part[] = found ? [{text: `  ${GLYPHS.matched} matches`, tone: 'good'}] : [];
    say({text: ` look for ${plainText(one.text)}`, tone: 'muted'}, ...match);
  }
}

/** What a run says, as far as it is still known here. */
function outputOf({watch}: Scene, run: StepRun): RunOutput {
  return watch.outputs.get(run.run) ?? {first: 0, lines: run.excerpt === undefined ? [] : run.excerpt.split('\n')};
}

function sayStatement({model, width, say}: Page, block: StatementBlock): void {
  const here = itemAt(model)?.statement?.id === block.id;
  const above = block.comment === '' ? [] : block.comment.split('\n');
  for (const text of above) say({text: `   ${plainText(text)}`, tone: 'muted'});
  if (block.warning !== undefined) say({text: `   ${plainText(block.warning)}`, tone: 'warning'});
  const edited = model.spot.edits[block.id];
  const tone = block.notRunnable === undefined ? 'strong' : 'muted';
  const parts = wrap(plainText(edited ?? block.text, {multiline: true}), width - 4);
  for (const [index, text] of parts.entries())
    say({text: ` ${here && index === 0 ? GLYPHS.cursor : ' '} `}, {text, tone});
  if (edited !== undefined) say({text: '   changed for this walk', tone: 'warning'});
  if (block.notRunnable !== undefined) say({text: `   shown only: ${block.notRunnable}`, tone: 'muted'});
}

function sayRun({scene, say, output}: Page, run: StepRun, expectations: readonly Expectation[]): void {
  const {first, lines} = outputOf(scene, run);
  const kept = output === 0 ? [] : lines.slice(-output);
  const left = first + lines.length - kept.length;
  say({text: ''});
  if (left > 0) say({text: `   … ${counted(left, 'line')} before, all in ${run.file ?? 'its file'}`, tone: 'muted'});
  const patterns = expectations.flatMap(one => one.pattern ?? []);
  for (const text of kept) {
    const bare = plainText(text.replace(SGR, ''));
    const matches = patterns.some(pattern => bare.includes(pattern));
    say({text: '   '}, {text: bare, tone: matches ? 'match' : 'plain'});
  }
  say({text: `   ${GLYPHS.rule.repeat(8)}  `, tone: 'muted'}, endOf(scene, run));
  for (const {pid, command} of run.left ?? []) {
    const ending = run.leftStoppedBy === undefined ? 'x stops it' : 'stopping';
    say({text: `   left running: ${plainText(command)} (pid ${pid}) · ${ending}`, tone: 'warning'});
  }
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

/** The words around the statements, without the fences, and without what is said again as what to look for. */
function proseOf(step: Step): readonly string[] {
  const fenced = step.blocks.map(block => block.lines);
  const [first] = step.lines;
  const around = step.text.split('\n').filter((text, index) => {
    const at = first + index;
    return !fenced.some(([from, to]) => at >= from && at <= to) && !FENCE.test(text);
  });
  const prose = (step.expectations.length === 0 ? around : withoutExpectations(around))
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
  return prose === '' ? [] : [prose];
}

const FENCE = /^\s*(`{3,}|~{3,})/;
const LOOK_FOR = /^\W*(what to look for|look for|expected|results?\b|common error patterns)[^:]*:\W*$/i;

/** A line that says "look for", with the list below it. */
function withoutExpectations(lines: readonly string[]): readonly string[] {
  let inside = false;
  return lines.filter(text => {
    if (LOOK_FOR.test(text)) inside = true;
    else if (inside && text.trim() !== '' && !/^(\s|[-*+] )/.test(text)) inside = false;
    return !inside;
  });
}
