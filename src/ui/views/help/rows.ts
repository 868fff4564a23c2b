import {type Binding, keysText} from '../../input/binding.js';
import {GLOBAL_KEYS} from '../../input/global-keys.js';
import {line} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import {front, type ViewId} from '../../ui-store.js';
import {clampTop} from '../../window.js';
import {VIEW_KEYS} from '../keys.js';

const KEY_WIDTH = 18;

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
    heading(scene, `Keys of the ${below === 'help' ? 'board' : below}`),
    ...own.filter(isListed).map(binding => keyRow(scene, binding)),
    '',
    heading(scene, 'Everywhere'),
    ...everywhere.map(binding => keyRow(scene, binding)),
    '',
    heading(scene, 'Words of a filter'),
    ...FILTER_WORDS.map(([word, what]) => wordRow(scene, word, what)),
  ];
}

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

function keyRow<C>(scene: Scene, binding: Binding<C>): string {
  return wordRow(scene, keysText(binding), binding.what);
}

function wordRow({paint, columns}: Scene, word: string, what: string): string {
  return line(paint, [{text: '  '}, {text: word, width: KEY_WIDTH, tone: 'key'}, {text: what}], columns);
}
