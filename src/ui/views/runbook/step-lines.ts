import {choiceText} from '../../../core/runbook/choice-text.js';
import type {Block, Section, StatementBlock, Step} from '../../../core/runbook/document.js';
import {honoured} from '../../../core/runbook/honoured.js';
import {lastRun, statementsOf} from '../../../core/runbook/progress.js';
import {plainText} from '../../../lib/plain-text.js';
import {GLYPHS} from '../../glyphs.js';
import {askedBy, itemAt, type OpenWalk} from '../../runbook-model.js';
import type {Scene} from '../../scene.js';
import {outputOf, sayRun} from './output-lines.js';
import {type Page, say, sayCode, sayWords} from './page.js';
import {piecesOf} from './pieces.js';

/** Lines of output of a statement that the cursor is not on. */
const FEW_LINES = 3;

const LOST = 'It was changed in this walk before. The change was not kept, because it may hold a secret: e changes it.';

/** How wide the lines are, and how many of its output the statement under the cursor shows. */
export interface StepRoom {
  readonly width: number;
  readonly output: number;
}

export interface StepLines {
  readonly lines: readonly string[];
  /** First line of the statement under the cursor, and the last one of it or of what it said. */
  readonly from: number;
  readonly to: number;
  /** It has been run. */
  readonly ran: boolean;
}

/** What is in front: a section's words, a step's words, each statement with what it last said, and what to look for. */
export function stepLines(scene: Scene, model: OpenWalk, {width, output}: StepRoom): StepLines {
  const item = itemAt(model);
  const page: Page = {scene, width, lines: []};
  if (item === undefined) return {lines: [' This runbook has no steps.'], from: 0, to: 0, ran: false};
  const {section, step, number} = item;
  if (step === undefined || section.steps[0]?.id === step.id) saySection(page, section);
  if (step === undefined) return {lines: page.lines, from: 0, to: 0, ran: false};
  if (page.lines.length > 0) say(page, {text: ''});
  const start = page.lines.length;
  sayTitle(page, step, number);
  const choice = choiceText(model.items, item);
  if (choice !== undefined) sayWords(page, ' ', {text: plainText(choice), tone: 'muted'});
  if (step.condition !== undefined) sayWords(page, ' ', {text: plainText(step.condition), tone: 'warning'});
  let seen = {from: start, to: page.lines.length - 1, ran: false};
  for (const piece of piecesOf(step)) {
    if ('text' in piece) sayProse(page, piece.text);
    else seen = sayBlock({...page, model, output}, piece.block, step) ?? seen;
  }
  sayExpectations(page, model, step);
  sayOutcome(page, model, step);
  return {lines: page.lines, ...seen};
}

/** One that is only the beginning of its statement, which stands below it, takes one line. */
function sayTitle(page: Page, step: Step, number: number): void {
  const title = {text: plainText(step.title), tone: 'strong'} as const;
  const [first] = statementsOf(step);
  if (first?.text.startsWith(step.title.replace(/…$/, '')) === true)
    say(page, {text: ` ${number} `, tone: 'muted'}, {...title, width: page.width - ` ${number} `.length - 1});
  else sayWords(page, ` ${number} `, title);
}

function saySection(page: Page, {title, intro}: Section): void {
  if (intro.trim() === '') return;
  sayWords(page, ' ', {text: plainText(title), tone: 'strong'});
  sayProse(page, intro);
}

function sayProse(page: Page, text: string): void {
  sayWords(page, ' ', {text: plainText(text.replaceAll('\t', '  '), {multiline: true})});
}

interface StepPage extends Page {
  readonly model: OpenWalk;
  readonly output: number;
}

/** Answers where the statement under the cursor stands, if it is that one. */
function sayBlock(page: StepPage, block: Block, step: Step): Omit<StepLines, 'lines'> | undefined {
  say(page, {text: ''});
  if (block.kind !== 'statement') {
    sayCodeBlock(page, block.text);
    return undefined;
  }
  const here = itemAt(page.model)?.statement?.id === block.id;
  const from = page.lines.length;
  sayStatement(page, block, here);
  const run = lastRun(page.model.walk.steps.get(step.id), block.id);
  const most = here ? page.output : Math.min(FEW_LINES, page.output);
  if (run !== undefined) sayRun(page, run, {most, expectations: step.expectations});
  return here ? {from, to: page.lines.length - 1, ran: run !== undefined} : undefined;
}

function sayCodeBlock(page: Page, text: string): void {
  for (const each of text.split('\n'))
    sayCode(page, {text: ` ${GLYPHS.side} `, tone: 'muted'}, {text: plainCode(each), tone: 'muted'});
}

function sayStatement(page: StepPage, block: StatementBlock, here: true | false): void {
  const above = block.comment === '' ? [] : block.comment.split('\n');
  for (const text of above) sayWords(page, '   ', {text: plainText(text), tone: 'muted'});
  if (block.warning !== undefined) sayWords(page, '   ', {text: plainText(block.warning), tone: 'warning'});
  const edited = page.model.spot.edits[block.id];
  const tone = block.notRunnable === undefined ? 'strong' : 'muted';
  sayCode(page, {text: ` ${here ? GLYPHS.cursor : ' '} `}, {text: plainCode(edited ?? block.text), tone});
  if (edited !== undefined) say(page, {text: '   changed for this walk', tone: 'warning'});
  else if (page.model.spot.lost?.includes(block.id) === true) sayWords(page, '   ', {text: LOST, tone: 'warning'});
  const {said} = honoured(block, block.text, askedBy(page.model));
  for (const text of said) sayWords(page, '   ', {text: plainText(text), tone: 'muted'});
  if (block.notRunnable !== undefined) sayWords(page, '   ', {text: `shown only: ${block.notRunnable}`, tone: 'muted'});
}

/** Without control characters, but with its tabs and its indentation. */
function plainCode(text: string): string {
  return text
    .split('\t')
    .map(part => plainText(part, {multiline: true}))
    .join('\t');
}

/** What its author says the output means, and whether it came in any run of the step. */
function sayExpectations(page: Page, {walk}: OpenWalk, step: Step): void {
  const runs = walk.steps.get(step.id)?.runs ?? [];
  const whole = runs.map(run => outputOf(page.scene, run).lines.join('\n')).join('\n');
  if (step.expectations.length > 0) say(page, {text: ''});
  for (const one of step.expectations) {
    const found = one.pattern !== undefined && whole.includes(one.pattern);
    const text = `look for ${plainText(one.text)}${found ? `  ${GLYPHS.matched} matches` : ''}`;
    sayWords(page, ' ', {text, tone: found ? 'good' : 'muted'});
  }
}

function sayOutcome(page: Page, {walk}: OpenWalk, step: Step): void {
  const {outcome, by = '', reason} = walk.steps.get(step.id) ?? {};
  if (outcome === 'skipped')
    sayWords(page, ' ', {text: `skipped by ${by}: ${reason ?? 'no reason given'}`, tone: 'muted'});
}
