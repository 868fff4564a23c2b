import type {AskedItem} from '../../../core/handoff/accepted-item.js';
import {shortWhy} from '../../../core/live/tells-all.js';
import {dayHhmm} from '../../../core/time/clock-text.js';
import {answerKey} from '../../actions/handoff/accept.js';
import {flow} from '../../flow.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {line, type Part, spread, wrap} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';
import type {Answer, Taking} from '../../ui-store.js';
import {clampTop} from '../../window.js';

const TITLE_LINES = 1;
const DETAIL_LINES = 3;

/** What there is to take over, an item a row, each with what was said of it; the whole of the selected one below. */
export function acceptPane(scene: Scene, height: number): Pane {
  const {taking} = scene.ui;
  const title = titleLine(scene, taking);
  if (taking === undefined || taking.items.length === 0)
    return {lines: [title, ...flow(scene.paint, emptyParts(scene), {width: scene.columns, indent: 1})]};
  const {items} = taking;
  const frame = acceptFrame(scene, height);
  const at = Math.max(0, cursorIn(scene.ui, frame.model).index);
  const top = clampTop(scene.ui.tops.accept ?? 0, at, {height: frame.height, count: items.length});
  const rows = items.slice(top, top + frame.height).map((item, offset) => itemRow(scene, item, top + offset === at));
  const blank = Array.from({length: Math.max(0, frame.height - rows.length)}, () => '');
  return {lines: [title, ...rows, ...blank, ...detail(scene, items[at], height)], target: TITLE_LINES + at - top};
}

export function acceptFrame(scene: Scene, height: number): ListFrame {
  const items = scene.ui.taking?.items ?? [];
  return {
    height: Math.max(1, height - TITLE_LINES - (hasDetail(height) ? DETAIL_LINES + 1 : 0)),
    model: {
      count: items.length,
      at: index => {
        const item = items[index];
        return item === undefined ? undefined : {id: answerKey(item), name: item.title, section: ''};
      },
      indexOf: id => items.findIndex(item => answerKey(item) === id),
    },
  };
}

/** The item under the cursor. */
export function selectedItem(scene: Scene, height: number): AskedItem | undefined {
  const {index} = cursorIn(scene.ui, acceptFrame(scene, height).model);
  return scene.ui.taking?.items[Math.max(0, index)];
}

export const NONE_TO_TAKE = 'There is no watch of anybody else to take over; :shift begins your own.';

/** Nobody takes their own watch over. */
export function isOwn({watch}: Pick<Scene, 'watch'>, {from}: Taking): boolean {
  return from === watch.settings.operator;
}

function hasDetail(height: number): boolean {
  return height >= 12;
}

function titleLine(scene: Scene, taking: Taking | undefined): string {
  const {paint, columns, ui, watch, now} = scene;
  const left: Part[] = [{text: ' Take over', tone: 'strong'}];
  if (taking === undefined || isOwn(scene, taking)) return spread(paint, {left, right: []}, columns);
  const zone = watch.settings.ui.timeZone;
  const when = `${dayHhmm(taking.span.from, now, zone)} to ${dayHhmm(taking.span.to, now, zone)}`;
  const said = taking.items.filter(item => answerTo(ui, item) !== undefined).length;
  left.push({text: ` the watch of ${taking.from}${columns >= 76 ? `, ${when}` : ''}`});
  const word = columns >= 100 ? 'a list may still be short, ' : 'short list? ';
  const short: Part[] = shortWords(scene).length === 0 ? [] : [{text: word, tone: 'warning'}];
  const right: Part[] = [...short, {text: `${said} of ${taking.items.length} answered `, tone: 'muted'}];
  return spread(paint, {left, right}, columns);
}

function emptyParts(scene: Scene): readonly Part[] {
  const {record, taking} = scene.ui;
  if (record?.state === 'failed')
    return [{text: ` The log cannot be read: ${record.message} `, tone: 'warning'}, {text: record.hint}];
  if (taking === undefined) return [{text: ' The log is being read.', tone: 'muted'}];
  if (isOwn(scene, taking)) return [{text: ` ${NONE_TO_TAKE}`}];
  const nothing = {text: ' Nothing is open that would have to be taken over. w takes the watch over all the same.'};
  return [...shortWords(scene).map((text): Part => ({text: ` ${text} `, tone: 'warning'})), nothing];
}

/** Of each source whose list may still be short, that not all of what fires there may be asked about. */
function shortWords({watch}: Scene): readonly string[] {
  return [...watch.live.sources.values()].flatMap(health => {
    const why = shortWhy(health);
    return why === undefined ? [] : [`${health.source} ${why}: its list may still be short.`];
  });
}

const MARKS: Readonly<Record<Answer['answer'], {readonly glyph: string; readonly tone: Tone}>> = {
  taken: {glyph: GLYPHS.done, tone: 'good'},
  refused: {glyph: GLYPHS.failed, tone: 'warning'},
  delegated: {glyph: GLYPHS.moved, tone: 'plain'},
};

function itemRow({paint, columns, ui}: Scene, item: AskedItem, selected: boolean): string {
  const answer = answerTo(ui, item);
  const {glyph, tone} = answer === undefined ? {glyph: GLYPHS.waiting, tone: 'muted' as const} : MARKS[answer.answer];
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: `${glyph} `, tone},
      {text: answerText(answer), width: columns >= 76 ? 13 : 8, tone},
      {text: item.kind, width: 10, tone: 'muted'},
      {text: item.title, tone: selected ? 'strong' : 'plain'},
    ],
    columns,
  );
}

/** What was said of it now, or that it was refused before. */
function answerTo({answers}: Scene['ui'], item: AskedItem): Answer | undefined {
  const {refused: question} = item;
  return answers[answerKey(item)] ?? (question === undefined ? undefined : {answer: 'refused', question});
}

function answerText(answer: Answer | undefined): string {
  if (answer === undefined) return 'open';
  return answer.answer === 'delegated' ? `to ${answer.to ?? ''}` : answer.answer;
}

function detail(scene: Scene, item: AskedItem | undefined, height: number): readonly string[] {
  if (!hasDetail(height) || item === undefined) return [];
  const {paint, columns, ui} = scene;
  const question = answerTo(ui, item)?.question;
  const words = wrap(item.title, columns - 2).slice(0, DETAIL_LINES - (question === undefined ? 0 : 1));
  return [
    rule(scene),
    ...words.map(text => line(paint, [{text: ` ${text}`}], columns)),
    ...(question === undefined ? [] : [line(paint, [{text: ` you ask: ${question}`, tone: 'warning'}], columns)]),
  ];
}
