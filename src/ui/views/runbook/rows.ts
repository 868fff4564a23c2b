import {stepStatus} from '../../../core/runbook/progress.js';
import {coarse} from '../../../core/time/duration.js';
import {plainText} from '../../../lib/plain-text.js';
import type {Cockpit} from '../../cockpit.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {bodyHeight} from '../../layout.js';
import {line, type Part, spread} from '../../row.js';
import {itemAt, type OpenWalk, walkModel} from '../../runbook-model.js';
import type {Pane, Scene} from '../../scene.js';
import {clampTop} from '../../window.js';
import {escalationLines} from './escalation-line.js';
import {outlineLines} from './outline.js';
import {stepLines} from './step-lines.js';

/** From this many columns on the outline stands beside the step. */
const BESIDE = 100;
const OUTLINE = 34;
/** Lines of output that can be scrolled through. */
const ALL_LINES = 400;
const LEAST_OUTPUT = 3;

/** Outline left, the step as written right with its output below; on narrow screens the step alone. */
export function runbookPane(scene: Scene, height: number): Pane {
  const model = walkModel(scene);
  if (model.kind !== 'open') return {lines: [unreadLine(scene, model)]};
  const roomy = height >= 14;
  const head = [titleLine(scene, model), ...escalationLines(scene, model), ...(roomy ? [rule(scene)] : [])];
  const room = Math.max(1, height - head.length);
  const body = scene.columns >= BESIDE ? besides(scene, model, room) : alone(scene, model, room);
  return {lines: [...head, ...body.lines], target: head.length + (body.target ?? 0)};
}

/** Scrolls the step in front by half of what is seen. */
export function scrollBy(cockpit: Cockpit, by: 1 | -1): void {
  const scene = cockpit.scenes.getState();
  const half = Math.max(1, Math.floor(bodyHeight(scene) / 2));
  const model = walkModel(scene);
  if (model.kind !== 'open') return;
  const width = scene.columns >= BESIDE ? scene.columns - OUTLINE - 3 : scene.columns;
  const {lines} = stepLines(scene, model, {width, output: ALL_LINES});
  const last = Math.max(0, lines.length - (bodyHeight(scene) - 2));
  const top = Math.max(0, Math.min((scene.ui.tops.runbook ?? 0) + by * half, last));
  cockpit.ui.setState(ui => ({tops: {...ui.tops, runbook: top}}));
}

function besides(scene: Scene, model: OpenWalk, height: number): Pane {
  const right = stepPart(scene, model, {width: scene.columns - OUTLINE - 3, height});
  const left = outlineLines(scene, model, {width: OUTLINE, height});
  const lines = Array.from({length: height}, (_, at) => {
    const outline = left[at] ?? ' '.repeat(OUTLINE);
    return `${outline} ${scene.paint('muted', GLYPHS.side)} ${right.lines[at] ?? ''}`;
  });
  return {lines, ...(right.target === undefined ? {} : {target: right.target})};
}

function alone(scene: Scene, model: OpenWalk, height: number): Pane {
  const [head = '', ...rest] = [positionLine(scene, model), ...Array.from({length: 0}, () => '')];
  const body = stepPart(scene, model, {width: scene.columns, height: height - 1});
  return {lines: [head, ...rest, ...body.lines], target: 1 + (body.target ?? 0)};
}

/**
 * The part of the step that is seen. Until it is scrolled, the end of what the statement under the cursor says fits
 * below it, as `tail -f` shows it.
 */
function stepPart(scene: Scene, model: OpenWalk, room: {readonly width: number; readonly height: number}): Pane {
  const {width, height} = room;
  const wanted = scene.ui.tops.runbook ?? 0;
  const bare = stepLines(scene, model, {width, output: 0});
  const output = wanted > 0 ? ALL_LINES : Math.max(LEAST_OUTPUT, height - bare.lines.length);
  const {lines, focus} = stepLines(scene, model, {width, output});
  const shown = {height, count: lines.length};
  const end = Math.min(lines.length - 1, focus + output + 3);
  const top = wanted > 0 ? clampTop(wanted, -1, shown) : Math.min(clampTop(0, end, shown), focus);
  return {lines: lines.slice(top, top + height), target: Math.max(0, Math.min(focus - top, height - 1))};
}

function titleLine(scene: Scene, model: OpenWalk): string {
  const {walk, book} = model;
  const {file, trust} = book.opened;
  const about = walk.about === undefined ? '' : `for ${walk.about} `;
  const trusted: Part =
    trust.state === 'trusted'
      ? {text: ` · trusted ${coarse(scene.now - trust.since)} ago`, tone: 'muted'}
      : {
          text: trust.state === 'new' ? ' · new here: T trusts it' : ' · changed since it was trusted: T shows how',
          tone: 'warning',
        };
  const moved: Part[] = file.hash === walk.hash ? [] : [{text: ' · changed since this walk began', tone: 'warning'}];
  return spread(
    scene.paint,
    {
      left: [
        {text: ` ${plainText(walk.title)}`, tone: 'strong'},
        {text: ` · ${plainText(file.file)}`, tone: 'muted'},
        trusted,
        ...moved,
      ],
      right: [{text: about, tone: 'muted'}],
    },
    scene.columns,
  );
}

/** Where in the walk the step is, for screens without an outline. */
function positionLine(scene: Scene, model: OpenWalk): string {
  const item = itemAt(model);
  if (item === undefined) return '';
  const last = model.items.at(-1)?.number ?? 0;
  const done = new Set(
    model.items
      .filter(one => ['done', 'skipped'].includes(stepStatus(one.step, model.walk.steps.get(one.step.id))))
      .map(one => one.step.id),
  ).size;
  return spread(
    scene.paint,
    {
      left: [{text: ` ${plainText(item.section.title)}`, tone: 'muted'}],
      right: [{text: `step ${item.number} of ${last} · ${done} done `, tone: 'muted'}],
    },
    scene.columns,
  );
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
