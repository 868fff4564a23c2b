import type {Cockpit} from '../../cockpit.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {bodyHeight} from '../../layout.js';
import {line} from '../../row.js';
import {type OpenWalk, walkModel} from '../../runbook-model.js';
import type {Pane, Scene} from '../../scene.js';
import {outlineLines} from './outline.js';
import {type Room, scrollStep, stepPart} from './step-part.js';
import {positionLine, runningLines, titleLine} from './title-lines.js';

/** From this many columns on the outline stands beside the step. */
const BESIDE = 100;
const OUTLINE = 34;

/** Outline left, the step as written right with its output below; on narrow screens the step alone. */
export function runbookPane(scene: Scene, height: number): Pane {
  const model = walkModel(scene);
  if (model.kind !== 'open') return {lines: [unreadLine(scene, model)]};
  const head = headLines(scene, model, height);
  const room = stepRoom(scene, head, height);
  const right = stepPart(scene, model, room);
  const lines = scene.columns >= BESIDE ? besides(scene, model, {right, room}) : right.lines;
  return {lines: [...head, ...lines], target: head.length + (right.target ?? 0)};
}

/** Scrolls the step in front by half of what is seen. */
export function scrollBy(cockpit: Cockpit, by: 1 | -1): void {
  const scene = cockpit.scenes.getState();
  const model = walkModel(scene);
  if (model.kind !== 'open') return;
  const height = bodyHeight(scene);
  scrollStep(cockpit, stepRoom(scene, headLines(scene, model, height), height), by);
}

function headLines(scene: Scene, model: OpenWalk, height: number): readonly string[] {
  return [
    titleLine(scene, model),
    ...(height >= 14 ? [rule(scene)] : []),
    ...(scene.columns >= BESIDE ? [] : [positionLine(scene, model)]),
    ...runningLines(scene, model),
  ];
}

function stepRoom({columns}: Scene, head: readonly string[], height: number): Room {
  return {width: columns >= BESIDE ? columns - OUTLINE - 3 : columns, height: Math.max(1, height - head.length)};
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
