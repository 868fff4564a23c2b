import {cells} from '../../../lib/cells.js';
import type {Cockpit} from '../../cockpit.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {bodyHeight} from '../../layout.js';
import {line} from '../../row.js';
import {type OpenWalk, walkModel} from '../../runbook-model.js';
import type {Pane, Scene} from '../../scene.js';
import {escalationLines} from './escalation-line.js';
import {outlineLines} from './outline.js';
import {type Room, scrollStep, stepPart} from './step-part.js';
import {positionLine, runningLines, titleLine} from './title-lines.js';

/** From this many columns on the outline stands beside the step. */
const BESIDE = 100;
const OUTLINE = 34;
/** From this many lines on the title has a rule below it. */
const ROOMY = 14;

/** Outline left, the step as written right with its output below; on narrow screens the step alone. */
export function runbookPane(scene: Scene, height: number): Pane {
  const model = walkModel(scene);
  if (model.kind !== 'open') return {lines: [unreadLine(scene, model)]};
  const room = stepRoom(scene, model, height);
  const right = stepPart(scene, model, room);
  const head = headLines(scene, model, {height, hidden: right});
  const lines = hasOutline(scene) ? besides(scene, model, {right, room}) : right.lines;
  return {lines: [...head, ...lines], target: head.length + right.target};
}

/** Scrolls the step in front by half of what is seen. */
export function scrollBy(cockpit: Cockpit, by: 1 | -1): void {
  const scene = cockpit.scenes.getState();
  const model = walkModel(scene);
  if (model.kind !== 'open') return;
  scrollStep(cockpit, stepRoom(scene, model, bodyHeight(scene)), by);
}

interface Head {
  readonly height: number;
  /** Lines of the step that are out of sight. */
  readonly hidden: {readonly above: number; readonly below: number};
}

function headLines(scene: Scene, model: OpenWalk, {height, hidden}: Head): readonly string[] {
  const isWide = hasOutline(scene);
  return [
    titleLine(scene, model),
    ...(height >= ROOMY ? [isWide ? ruleWith(scene, hiddenText(hidden)) : rule(scene)] : []),
    ...(isWide ? [] : [positionLine(scene, model, hiddenText(hidden))]),
    ...escalationLines(scene, model),
    ...runningLines(scene, model),
  ];
}

function hasOutline({columns, spoken}: Scene): boolean {
  return columns >= BESIDE && spoken !== true;
}

function stepRoom(scene: Scene, model: OpenWalk, height: number): Room {
  const head = headLines(scene, model, {height, hidden: {above: 0, below: 0}});
  const width = hasOutline(scene) ? scene.columns - OUTLINE - 3 : scene.columns;
  return {width, height: Math.max(1, height - head.length)};
}

/** `↑3 ↓12`: so many lines are out of sight. */
function hiddenText({above, below}: Head['hidden']): string {
  return [...(above > 0 ? [`${GLYPHS.above}${above}`] : []), ...(below > 0 ? [`${GLYPHS.below}${below}`] : [])].join(
    ' ',
  );
}

function ruleWith(scene: Scene, text: string): string {
  if (text === '') return rule(scene);
  const {paint, columns} = scene;
  const words = ` ${text} `;
  const left = GLYPHS.rule.repeat(Math.max(0, columns - cells(words) - 2));
  return line(
    paint,
    [{text: left, tone: 'muted'}, {text: words}, {text: GLYPHS.rule.repeat(2), tone: 'muted'}],
    columns,
  );
}

function besides(
  scene: Scene,
  model: OpenWalk,
  {right, room: {height}}: {readonly right: Pane; readonly room: Room},
): readonly string[] {
  const left = outlineLines(scene, model, {width: OUTLINE, height});
  return Array.from({length: height}, (_, at) => {
    const outline = left[at] ?? ' '.repeat(OUTLINE);
    return `${outline} ${scene.paint('muted', GLYPHS.side)} ${right.lines[at] ?? ''}`;
  });
}

function unreadLine(scene: Scene, model: Exclude<ReturnType<typeof walkModel>, OpenWalk>): string {
  return line(
    scene.paint,
    [
      {
        text: ` ${unreadText(model)}`,
        tone: model.kind === 'unread' && model.book.state === 'reading' ? 'muted' : 'warning',
      },
    ],
    scene.columns,
  );
}

function unreadText(model: Exclude<ReturnType<typeof walkModel>, OpenWalk>): string {
  if (model.kind === 'none') return 'No runbook is open here. r on an alert opens its runbook.';
  if (model.kind === 'gone') return `${model.walk.file} has no "${model.walk.title}" any more. X closes the walk.`;
  return model.book.state === 'reading' ? `Reading ${model.walk.file} …` : `${model.book.message} ${model.book.hint}`;
}
