import {COMMANDS} from '../../actions/command-table.js';
import {takesText} from '../../actions/commands.js';
import {GLYPHS} from '../../glyphs.js';
import {type Binding, keysText} from '../../input/binding.js';
import {GLOBAL_KEYS} from '../../input/global-keys.js';
import {REPLAY_KEYS} from '../../input/replay-keys.js';
import {line, wrap} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import {front, type ViewId} from '../../ui-store.js';
import {clampTop} from '../../window.js';
import {VIEW_KEYS} from '../keys.js';

const KEY_WIDTH = 20;
const INDENT = 2;

/** All keys of the view the help was opened from, then those that work everywhere. */
export function helpPane(scene: Scene, height: number): Pane {
  const lines = helpLines(scene);
  const top = clampTop(scene.ui.tops.help ?? 0, -1, {height, count: lines.length});
  return {lines: lines.slice(top, top + height)};
}

export function helpLines(scene: Scene): readonly string[] {
  const below = (front(scene.ui).subject ?? 'board') as ViewId;
  const own = below === 'help' ? [] : VIEW_KEYS[below];
  const taken = new Set(own.flatMap(binding => binding.keys));
  const everywhere = GLOBAL_KEYS.filter(binding => !binding.keys.every(pressed => taken.has(pressed)));
  return [
    ...replayLines(scene),
    heading(scene, `Keys of the ${below === 'help' ? 'board' : below}`),
    ...own.filter(isListed).flatMap(binding => keyRows(scene, binding)),
    '',
    heading(scene, 'Everywhere'),
    ...everywhere.flatMap(binding => keyRows(scene, binding)),
    '',
    heading(scene, 'Command line'),
    ...COMMANDS.flatMap(command => wordRows(scene, `:${command.name}${takesText(command)}`, command.what)),
    '',
    heading(scene, 'Words of a filter'),
    ...FILTER_WORDS.flatMap(([word, what]) => wordRows(scene, word, what)),
    '',
    heading(scene, 'Signs'),
    ...SIGNS.flatMap(([sign, what]) => wordRows(scene, sign, what)),
  ];
}

function replayLines(scene: Scene): readonly string[] {
  if (scene.watch.replay === undefined) return [];
  return [heading(scene, 'Keys of the replay'), ...REPLAY_KEYS.flatMap(binding => keyRows(scene, binding)), ''];
}

const SIGNS = [
  [`eu ${GLYPHS.up}`, 'the source answers in its rhythm; an age stands there once it is late'],
  [
    `${GLYPHS.waiting}  ${GLYPHS.warning} 12s  ${GLYPHS.failed} 3m`,
    'a source that is asked for the first time, is late, is blind',
  ],
  [
    `${GLYPHS.p1} P1  ${GLYPHS.p2} P2  ${GLYPHS.p3} P3`,
    'severities; a ? behind one: a guess, the alert does not say how severe it is',
  ],
  [
    GLYPHS.past,
    'instead of the shape: its source is blind or not yet asked, and the row is old; the detail says of when',
  ],
  [`${GLYPHS.times}4  +3`, 'alerts in the row; places or names beside the one shown'],
  ['late  lost', 'on narrow screens: no ack in time; its ack lapsed or was ended'],
  ['back  fail', 'on narrow screens: its silence is over; its ack could not be placed, or does not hold'],
  ['inh  mut  dog', 'on narrow screens: inhibited; muted; the Watchdog, which must always fire'],
  [`${GLYPHS.mark}  ${GLYPHS.moved}`, 'marked; the row that was here has moved or resolved'],
] as const;

const FILTER_WORDS = [
  ['team=db env!=dev', 'a label, compared; also < > <= >='],
  ['alertname=~disk', 'a pattern found anywhere in the label, any case; !~ is the opposite'],
  ['@state=acked', 'unacked acking acked silenced inhibited muted lapsed'],
  ['@age>1h', 'by how long it has been firing'],
  ['@severity<P3', 'worse than P3'],
  ['@owner=me', 'who has it; @source, @receiver, @silence_author likewise'],
  ['disk !test', 'other words: in name, labels or summary, or not there'],
  ['{a="b",c=~"d.*"}', 'matchers exactly as Alertmanager reads them'],
] as const;

function isListed<C>(binding: Binding<C>): boolean {
  return keysText(binding) !== '';
}

function heading({paint, columns}: Scene, text: string): string {
  return line(paint, [{text: ` ${text}`, tone: 'strong'}], columns);
}

function keyRows<C>(scene: Scene, binding: Binding<C>): readonly string[] {
  return wordRows(scene, keysText(binding), binding.what);
}

/** A word and what it means, in as many lines as that takes. */
function wordRows({paint, columns}: Scene, word: string, what: string): readonly string[] {
  return wrap(what, columns - KEY_WIDTH - INDENT).map((text, index) =>
    line(
      paint,
      [{text: ' '.repeat(INDENT)}, {text: index === 0 ? word : '', width: KEY_WIDTH, tone: 'key'}, {text}],
      columns,
    ),
  );
}
