import type {Banner} from '../../core/board/banner.js';
import {cells, cut} from '../../lib/cells.js';
import {wrap} from '../row.js';

/** A shorter why says nothing. */
const LEAST_WHY = 14;

/**
 * A banner in at most so many lines of `width` cells. What to do next is kept: the why gets shorter, then what still
 * works is left out, then the why, then all but the first sentence of the hint.
 */
export function bannerText(banner: Banner, room: {readonly width: number; readonly lines: number}): readonly string[] {
  const {text, hint, still = ''} = banner;
  const sentence = /^.*?[.;](?=\s|$)/.exec(hint)?.[0] ?? hint;
  const bare = withoutWhy(banner, '');
  const fits = (said: string) => wrap(said, room.width).length <= room.lines;
  const found =
    [joined(text, hint, still)].find(fits) ??
    shortened(banner, short => joined(short, hint, still), fits) ??
    shortened(banner, short => joined(short, hint), fits) ??
    [joined(bare, hint, still), joined(bare, hint), joined(bare, sentence)].find(fits) ??
    joined(cut(bare, Math.max(Math.floor(room.width / 2), room.width * room.lines - cells(sentence) - 3)), sentence);
  const lines = wrap(found, room.width);
  const last = lines.slice(room.lines - 1).join(' ');
  return [...lines.slice(0, room.lines - 1), ...(last === '' ? [] : [cut(last, room.width)])];
}

function joined(...said: readonly string[]): string {
  return said
    .filter(part => part !== '')
    .map((part, index, all) => (index === all.length - 1 || /[.!?…;]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

/** The longest why that leaves room for the rest. */
function shortened(
  banner: Banner,
  whole: (short: string) => string,
  fits: (said: string) => boolean,
): string | undefined {
  for (let length = cells(banner.why ?? '') - 1; length >= LEAST_WHY; length--) {
    const said = whole(withoutWhy(banner, cut(banner.why ?? '', length)));
    if (fits(said)) return said;
  }
  return undefined;
}

/** The text with another why, or none. */
function withoutWhy({text, why}: Banner, instead: string): string {
  return why === undefined ? text : text.replace(why, () => instead);
}
