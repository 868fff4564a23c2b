import type {EscalationClock} from '../../../core/escalation/ladder.js';
import {brief} from '../../../core/time/duration.js';
import {cells, cut} from '../../../lib/cells.js';
import {type EscalateModel, escalateFrame, escalateModel} from '../../escalate-model.js';
import {flow} from '../../flow.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn} from '../../input/move-keys.js';
import {isRoomy} from '../../layout.js';
import {line, type Part} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';
import {clampTop} from '../../window.js';
import {ladderColumns, ladderLine} from './ladder-lines.js';
import {pageLines} from './page-lines.js';

const LEAST_LIST = 3;
const LEAST_NAME = 12;

/** The ladder above, with what was sent and where else it can go; below, what the row under the cursor comes to. */
export function escalatePane(scene: Scene, height: number): Pane {
  const model = escalateModel(scene);
  const head = headLines(scene, model);
  const frame = escalateFrame(scene, listHeight(scene, model, height));
  const {index} = cursorIn(scene.ui, frame.model);
  const top = clampTop(scene.ui.tops.escalate ?? 0, index, {height: frame.height, count: model.rows.length});
  const columns = ladderColumns(model.rows);
  const rows = model.rows
    .slice(top, top + frame.height)
    .map((row, offset) => ladderLine(scene, row, {columns, selected: top + offset === index}));
  const page = pageLines(scene, model, model.rows[index]);
  const room = Math.max(0, height - head.length - rows.length - 1);
  const whole = model.rows[index]?.kind === 'delivery' ? '' : '; enter shows all before it sends';
  return {
    lines: [...head, ...rows, rule(scene), ...fitted(scene, {lines: page, room, whole})],
    ...(index < 0 ? {} : {target: head.length + index - top}),
  };
}

/** Lines of the list: all of it where that leaves as much for what is to be read. */
export function listHeight(scene: Scene, model: EscalateModel, height: number): number {
  const left = height - headLines(scene, model).length - 1;
  return Math.max(1, Math.min(Math.max(1, model.rows.length), Math.max(LEAST_LIST, Math.floor(left / 2))));
}

function fitted(scene: Scene, {lines, room, whole}: Fitting): readonly string[] {
  if (lines.length <= room) return lines;
  const more = ` ${GLYPHS.ellipsis} ${lines.length - room + 1} more lines${whole}`;
  return [...lines.slice(0, Math.max(0, room - 1)), line(scene.paint, [{text: more, tone: 'muted'}], scene.columns)];
}

interface Fitting {
  readonly lines: readonly string[];
  readonly room: number;
  /** What shows the whole of it. */
  readonly whole: string;
}

function headLines(scene: Scene, model: EscalateModel): readonly string[] {
  const {paint, columns} = scene;
  const most = isRoomy(scene) ? 2 : 1;
  return [titleParts(scene, model), clockParts(scene, model)].flatMap(parts =>
    parts.length === 0 ? [] : flow(paint, parts, {width: columns, indent: 1}).slice(0, most),
  );
}

/** On a small screen the name is cut before how it stands is. */
function titleParts(scene: Scene, model: EscalateModel): readonly Part[] {
  const {name, standing, ladder, group} = model;
  const policy = ladder?.policy === undefined ? 'no policy fits' : `policy ${ladder.policy}`;
  const severity = standing === undefined ? '' : `${standing.severity} `;
  const [said, tone] = howItStands(scene, model);
  const rest = isRoomy(scene) ? ` · ${said} · ${policy}` : ` · ${said}`;
  const room = isRoomy(scene) ? scene.columns : scene.columns - cells(` Escalate ${severity}${rest}`);
  return [
    {text: ` Escalate ${severity}${cut(name, Math.max(LEAST_NAME, room))}`, tone: 'strong'},
    {text: group === undefined ? ` · ${said}` : rest, tone},
  ];
}

function howItStands({now}: Scene, {standing, ladder, group}: EscalateModel): readonly [said: string, tone: Tone] {
  if (group === undefined) return ['over', 'muted'];
  if (standing === undefined) return ['held back: silenced, inhibited or muted', 'warning'];
  const elsewhere = ladder?.elsewhere;
  if (elsewhere !== undefined)
    return [
      `${elsewhere.resolved === true ? 'resolved' : 'acked'} by ${elsewhere.by === '' ? 'somebody' : elsewhere.by} at ${elsewhere.at}`,
      'muted',
    ];
  const {owner = 'somebody', ackedSince, unackedSince = now} = standing;
  if (ackedSince !== undefined) return [`acked by ${owner} ${brief(Math.max(0, now - ackedSince))} ago`, 'muted'];
  return [`not acked for ${brief(Math.max(0, now - unackedSince))}`, 'muted'];
}

const CLOCKS: Readonly<Record<EscalationClock, string>> = {
  unacked: 'not acked',
  'no-progress': 'no progress',
  unresolved: 'not resolved',
};

/** What the other clocks bring; or, without a policy, what to write. */
function clockParts({now}: Scene, {ladder, standing}: EscalateModel): readonly Part[] {
  if (standing === undefined) return [];
  if (ladder?.policy === undefined)
    return [
      {
        text: ' No policy fits: write one under `escalation:`.',
        tone: 'muted',
      },
    ];
  return ladder.others.map(({clock, level, at}, index): Part => {
    const when = at <= now ? 'is due' : `in ${brief(at - now)}`;
    const own = [...level.people, ...level.to].join(', ');
    const isLevel = ladder.rows.some(({name}) => name === level.name);
    const to = isLevel || own === '' ? level.name : own;
    return {
      text: `${index === 0 ? ' also: ' : ' · '}${CLOCKS[clock]} ${when}${to === '' ? '' : `: ${to}`}`,
      tone: at <= now ? 'warning' : 'muted',
    };
  });
}
