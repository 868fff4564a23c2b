import {basename} from 'node:path';
import {contrastOf, DEFAULT_COLOR, luminanceOf} from '../core/look/color.js';
import type {Ground, Ink, Theme, Tone} from '../core/look/look.js';
import {DARK_THEME, LIGHT_THEME} from '../core/look/themes.js';
import {nearest} from '../lib/nearest.js';
import {plainText} from '../lib/plain-text.js';
import {colorNames, namedColor} from './color-names.js';
import {problemText} from './read-file.js';
import {parseYaml, type YamlFile} from './yaml-file.js';

export interface ReadSkin {
  /** Absent where the file is none. */
  readonly skin?: Theme;
  /** What could not be followed, as sentences with file and line. */
  readonly warnings: readonly string[];
  /** What can be followed and could not be read on the screen. */
  readonly remarks: readonly string[];
}

type Path = readonly string[];

/** Where a skin of k9s says what we show in a tone; the first of several that it says. */
const LETTERS: Readonly<Partial<Record<Tone, readonly Path[]>>> = {
  strong: [['frame', 'title', 'fgColor']],
  muted: [
    ['frame', 'status', 'completedColor'],
    ['frame', 'border', 'fgColor'],
  ],
  critical: [['frame', 'status', 'errorColor']],
  criticalStrong: [['frame', 'status', 'errorColor']],
  warning: [
    ['frame', 'status', 'pendingColor'],
    ['frame', 'status', 'highlightColor'],
    ['frame', 'title', 'highlightColor'],
  ],
  good: [
    ['frame', 'status', 'addColor'],
    ['frame', 'status', 'newColor'],
  ],
  match: [['frame', 'title', 'filterColor']],
  key: [['frame', 'menu', 'keyColor']],
};

const BODY = {foreground: ['body', 'fgColor'], background: ['body', 'bgColor']} as const;
const CURSOR = {
  foreground: ['views', 'table', 'cursorFgColor'],
  background: ['views', 'table', 'cursorBgColor'],
} as const;

/** As WCAG asks for large text: what has less is taken from the theme below. */
const LEAST_CONTRAST = 3;

/** A skin of k9s as a theme. Keys that we have no use for are left out; so are colours that there are none of. */
export function skinOf(text: string, path: string): ReadSkin {
  const file = parseYaml(text);
  const faults = file.problems.map(problem => problemText(path, problem));
  const root = isRecord(file.data) ? file.data.k9s : undefined;
  if (faults.length > 0) return {warnings: faults, remarks: []};
  if (!isRecord(root))
    return {warnings: [`${basename(path)}: is no skin of k9s: it has no section \`k9s\``], remarks: []};
  const reading: Reading = {root, file, path, warnings: new Set(), remarks: new Set()};
  const ground = groundOf(reading);
  const base = isLight(ground) ? LIGHT_THEME : DARK_THEME;
  const letters = Object.entries(LETTERS).flatMap(([tone, paths]) => {
    const color = legible(reading, paths, ground?.background ?? DEFAULT_COLOR);
    return color === undefined ? [] : [[tone, {...bare(base.inks[tone as Tone]), color}] as const];
  });
  const inks = {...base.inks, ...Object.fromEntries(letters), ...filled(reading, base, ground)};
  const name = basename(path).replace(/\.ya?ml$/, '');
  return {
    skin: {name, what: `the skin ${basename(path)}`, ...(ground === undefined ? {} : {ground}), inks},
    warnings: [...reading.warnings],
    remarks: [...reading.remarks],
  };
}

interface Reading {
  readonly root: Readonly<Record<string, unknown>>;
  readonly file: YamlFile;
  readonly path: string;
  readonly warnings: Set<string>;
  readonly remarks: Set<string>;
}

/** The codes for 16 colours are of the colour that is replaced. */
function bare({attributes}: Ink): Ink {
  return attributes === undefined ? {} : {attributes};
}

function groundOf(reading: Reading): Ground | undefined {
  const foreground = colorAt(reading, BODY.foreground) ?? DEFAULT_COLOR;
  const background = colorAt(reading, BODY.background) ?? DEFAULT_COLOR;
  return foreground === DEFAULT_COLOR && background === DEFAULT_COLOR ? undefined : {foreground, background};
}

/** White and silver of the palette are light wherever they are what their names say. */
function isLight(ground: Ground | undefined): boolean {
  const background = ground?.background ?? DEFAULT_COLOR;
  return background === 7 || background === 15 || (luminanceOf(background) ?? 0) > 0.4;
}

/** Bars of colour: what is wrong across the top, and what is being typed. */
function filled(reading: Reading, base: Theme, ground: Ground | undefined): Partial<Record<Tone, Ink>> {
  const error = colorAt(reading, ['frame', 'status', 'errorColor']);
  const behind = ground?.background ?? DEFAULT_COLOR;
  const alarm = error !== undefined && (contrastOf(error, behind) ?? 0) >= LEAST_CONTRAST;
  const [letters, under] = [colorAt(reading, CURSOR.foreground), colorAt(reading, CURSOR.background)];
  const known = letters !== undefined && under !== undefined ? contrastOf(letters, under) : undefined;
  return {
    ...(alarm ? {alarm: {...bare(base.inks.alarm), color: behind, on: error}} : {}),
    ...(letters !== undefined && under !== undefined && (known ?? 0) >= LEAST_CONTRAST
      ? {notice: {color: letters, on: under}}
      : {}),
  };
}

function legible(reading: Reading, paths: readonly Path[], background: number): number | undefined {
  for (const path of paths) {
    const color = colorAt(reading, path);
    if (color === undefined) continue;
    if ((contrastOf(color, background) ?? LEAST_CONTRAST) >= LEAST_CONTRAST) return color;
    const contrast = (contrastOf(color, background) ?? 0).toFixed(1);
    const message = `can hardly be read on the skin's background (contrast ${contrast}); another colour is taken`;
    reading.remarks.add(told(reading, path, message));
  }
  return undefined;
}

/** The colour at a place of the file; undefined where there is none, or one that nobody knows. */
function colorAt(reading: Reading, path: Path): number | undefined {
  const value = path.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), reading.root);
  if (value === undefined || value === null || value === '') return undefined;
  const name = String(value);
  if (name === 'default' || name === '-') return DEFAULT_COLOR;
  const color = typeof value === 'string' ? namedColor(name) : undefined;
  if (color !== undefined) return color;
  const near = nearest(name, colorNames());
  const hint = near === undefined ? 'write #rrggbb, a name of CSS, or default' : `perhaps \`${near}\``;
  reading.warnings.add(told(reading, path, `there is no colour \`${plainText(name.slice(0, 40))}\`; ${hint}`));
  return undefined;
}

function told({file, path: skin}: Reading, path: Path, message: string): string {
  const line = file.lineOf(['k9s', ...path]);
  return problemText(skin, {...(line === undefined ? {} : {line}), key: `k9s.${path.join('.')}`, message});
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
