import {type ColorDepth, colorAtDepth, colorCodes, DEFAULT_COLOR} from '../core/look/color.js';
import type {Ink, Look, Theme, Tone} from '../core/look/look.js';
import {DARK_THEME, THEMES} from '../core/look/themes.js';
import type {Settings} from '../core/settings.js';
import {remembering} from './memo.js';

export type {Tone} from '../core/look/look.js';

/** Wraps text in what makes it look like its tone; text itself where nothing is needed. */
export type Paint = (tone: Tone, text: string) => string;

/** What stands out by its colour and would be overlooked without one. */
const WITHOUT_COLOR: Readonly<Partial<Record<Tone, string>>> = {alarm: '1;7', notice: '7'};

/** The painter for what the terminal can show. Asked the same again, it is the same. */
export const painter = remembering((theme: Theme, depth: ColorDepth): Paint => {
  const table = new Map<Tone, string>();
  return (tone, text) => {
    let sgr = table.get(tone);
    if (sgr === undefined) {
      sgr = sgrOf(tone, theme.inks[tone], theme.depth ?? depth);
      table.set(tone, sgr);
    }
    return sgr === '' || text === '' ? text : `\u001b[${sgr}m${text}\u001b[0m`;
  };
});

/** Leaves text as it is. */
export const unpainted: Paint = (_tone, text) => text;

/** Every theme there is: those of the program, and the skin that the configuration names. */
export function themesIn({skin}: Settings['ui']): readonly Theme[] {
  return skin === undefined ? THEMES : [...THEMES, skin];
}

/** The theme that the operator chose last; before that the configured one, and of a skin and a theme there the skin. */
export function themeOf(chosen: string | undefined, settings: Settings['ui']): Theme {
  const name = chosen ?? settings.skin?.name ?? settings.theme;
  return themesIn(settings).find(theme => theme.name === name) ?? DARK_THEME;
}

/** What the terminal is told of the look of a theme. */
export function lookOf(settings: Settings['ui'], {ground} = themeOf(undefined, settings)): Look {
  return {...(ground === undefined ? {} : {ground}), ascii: settings.ascii === true};
}

function sgrOf(tone: Tone, ink: Ink, depth: ColorDepth): string {
  if (depth === 'none') return WITHOUT_COLOR[tone] ?? ink.attributes ?? '';
  if (depth === '16' && ink.basic !== undefined) return ink.basic;
  const color = (value: number | undefined, base: 30 | 40) =>
    colorCodes(colorAtDepth(value ?? DEFAULT_COLOR, depth), base);
  return [ink.attributes ?? [], color(ink.color, 30), color(ink.on, 40)].flat().join(';');
}
