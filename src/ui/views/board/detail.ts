import {actionOf} from '../../../core/alert/action.js';
import {summaryOf} from '../../../core/alert/summary.js';
import type {Board, BoardRow} from '../../../core/board/board.js';
import {ackingNote, rowNotes} from '../../../core/board/row-notes.js';
import {asOfText} from '../../../core/board/row-text.js';
import {doingText, rowPresence} from '../../../core/board/team-notes.js';
import {boardCursor, rowName} from '../../board-model.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {isRoomy} from '../../layout.js';
import {line, type Part} from '../../row.js';
import type {Scene} from '../../scene.js';
import {aroundParts, labelParts, membersParts, rowParts} from './detail-parts.js';

/** From this width on, what surrounds the row stands beside what it says. */
const SIDE_BY_SIDE = 160;
const BETWEEN = 3;

/** Lines below the table: a rule and what is known of the selected row, or one line on small screens. */
export function detailHeight(scene: Scene, height: number): number {
  // On small screens a message takes the detail's line, so that the rows stay where they are.
  if (!isRoomy(scene)) return height >= 8 && scene.ui.message === undefined ? 1 : 0;
  if (height < 14) return 1;
  if (height < 26) return 5;
  return height < 42 || scene.columns >= SIDE_BY_SIDE ? 8 : 10;
}

/** Whether there is room for a curve: only then is one asked for. */
export function hasDetail(scene: Scene, height: number): boolean {
  return detailHeight(scene, height) > 1;
}

export function detailLines(scene: Scene, board: Board, height: number): readonly string[] {
  if (height === 0) return [];
  // A cursor on the mark of what has resolved stays there; what is worst now is told all the same.
  const row = boardCursor(scene, board)?.row ?? board.rows[0];
  if (height === 1) return [row === undefined ? '' : shortLine(scene, row)];
  const lines = [rule(scene), ...(row === undefined ? [] : longLines(scene, row, height - 1))].slice(0, height);
  return [...lines, ...Array.from({length: height - lines.length}, () => '')];
}

function shortLine({paint, columns, watch, now, capabilities}: Scene, row: BoardRow): string {
  const notes = rowNotes(row, watch, {now, precise: false, unicode: capabilities.unicode});
  const {annotations} = row.lead.alert;
  const then = asOfText(row, watch, now) ?? '';
  const others = [...ackingNote(row, watch), ...rowPresence(row, watch).map(doingText)];
  const said = [then, ...others, actionOf(annotations) ?? '', summaryOf(annotations), ...notes]
    .filter(text => text !== '')
    .join(` ${GLYPHS.dot} `);
  return line(paint, [{text: ` ${rowName(row)}`, tone: 'strong'}, {text: `  ${said}`}], columns);
}

function longLines(scene: Scene, row: BoardRow, height: number): readonly string[] {
  const {paint, columns} = scene;
  if (columns < SIDE_BY_SIDE) {
    const said = rowParts(scene, row, {width: columns, height: height - 1});
    const around = aroundParts(scene, row.lead.alert, height - said.length);
    const rest = [...membersParts(row), ...labelParts(row, columns)];
    return [...said, ...around, ...rest].map(parts => line(paint, parts, columns));
  }
  const half = Math.floor(columns * 0.55);
  const left = rowParts(scene, row, {width: half, height});
  const about = [...labelParts(row, columns - half - BETWEEN), ...membersParts(row)];
  const right = [...about, ...aroundParts(scene, row.lead.alert, height - about.length)];
  return Array.from({length: Math.max(left.length, right.length)}, (_, index) => {
    const fill: Part = {text: '', width: half};
    const head = line(paint, [...(left[index] ?? []), fill], half);
    return head + line(paint, [{text: ' '.repeat(BETWEEN)}, ...(right[index] ?? [])], columns - half);
  });
}
