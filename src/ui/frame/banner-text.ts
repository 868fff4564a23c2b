import type {Banner} from '../../core/board/banner.js';
import {cells, cut} from '../../lib/cells.js';
import {wrap} from '../row.js';

/** A shorter why says nothing. */
const LEAST_WHY = 14;
/** Of a reason that counts more than the advice, this much is left where both are told. */
const LEAST_REASON = 30;

/** Less of an advice is no advice. */
const LEAST_ADVICE = 30;

type Fits = (said: string) => boolean;

interface Room {
  readonly width: number;
  readonly lines: number;
}

/** A banner in at most so many lines of `width` cells. */
export function bannerText(banner: Banner, room: Room): readonly string[] {
  const fits = (said: string) => wrap(said, room.width).length <= room.lines;
  const found =
    banner.brief === undefined ? withHint(banner, room, fits) : withReason(banner, banner.brief, {...room, fits});
  const lines = wrap(found, room.width);
  const last = lines.slice(room.lines - 1).join(' ');
  return [...lines.slice(0, room.lines - 1), ...(last === '' ? [] : [cut(last, room.width)])];
}

/**
 * What to do next is kept: the why gets shorter, then what still works is left out, then the why, then all but the first
 * sentence of the hint.
 */
function withHint(banner: Banner, room: Room, fits: Fits): string {
  const {text, hint, still = ''} = banner;
  const sentence = firstSentence(hint);
  const bare = withoutWhy(banner, '');
  return (
    [joined(text, hint, still)].find(fits) ??
    shortened(banner, short => fitting(joined(short, hint, still), fits), LEAST_WHY) ??
    shortened(banner, short => fitting(joined(short, hint), fits), LEAST_WHY) ??
    [joined(bare, hint, still), joined(bare, hint), joined(bare, sentence)].find(fits) ??
    joined(cut(bare, Math.max(Math.floor(room.width / 2), room.width * room.lines - cells(sentence) - 3)), sentence)
  );
}

/** What is wrong is kept: in few words beside what to do, and alone where there is no room for both. */
function withReason(banner: Banner, brief: string, {width, lines, fits}: Room & {readonly fits: Fits}): string {
  const {text, hint, still = ''} = banner;
  return (
    [joined(text, hint, still), joined(text, hint), joined(brief, hint)].find(fits) ??
    shortened(banner, short => fitting(joined(short, hint), fits), LEAST_REASON) ??
    fitting(joined(brief, firstSentence(hint)), fits) ??
    (cells(text) + LEAST_ADVICE <= width * lines ? joined(text, hint) : fitting(text, fits)) ??
    (brief === text ? undefined : shortened(banner, short => fitting(short, fits), LEAST_REASON)) ??
    brief
  );
}

function firstSentence(hint: string): string {
  return (/^.*?[.;](?=\s|$)/.exec(hint)?.[0] ?? hint).replace(/;$/, '.');
}

function joined(...said: readonly string[]): string {
  return said
    .filter(part => part !== '')
    .map((part, index, all) => (index === all.length - 1 || /[.!?…;]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

function fitting(said: string, fits: Fits): string | undefined {
  return fits(said) ? said : undefined;
}

/** The longest why, of `least` cells or more, that leaves room for the rest. */
function shortened(banner: Banner, whole: (short: string) => string | undefined, least: number): string | undefined {
  for (let length = cells(banner.why ?? '') - 1; length >= least; length--) {
    const said = whole(withoutWhy(banner, cut(banner.why ?? '', length)));
    if (said !== undefined) return said;
  }
  return undefined;
}

/** The text with another why, or none. */
function withoutWhy({text, why}: Banner, instead: string): string {
  return why === undefined ? text : text.replace(why, () => instead);
}
