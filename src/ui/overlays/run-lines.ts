import {placeText, type RunAsked, sourceText} from '../../core/runbook/asked-run.js';
import type {Level} from '../../core/runbook/verdict.js';
import {cells} from '../../lib/cells.js';
import {showHidden} from '../../lib/show-hidden.js';
import {codeLines} from '../code-lines.js';
import {frameRoom} from '../frame/frame-size.js';
import {GLYPHS} from '../glyphs.js';
import {line, type Part, wrap} from '../row.js';
import type {Scene} from '../scene.js';
import type {Tone} from '../theme.js';

const LEVELS: Readonly<Record<Level, {readonly text: string; readonly tone: Tone}>> = {
  reads: {text: 'looks read-only', tone: 'good'},
  changes: {text: 'changes', tone: 'warning'},
  destructive: {text: 'destroys', tone: 'criticalStrong'},
  'not-shell': {text: 'not shell', tone: 'warning'},
};

export function runTitle({place, candidate}: RunAsked, operator: string): string {
  const by = place.user === operator ? '' : `, asked by ${operator}`;
  return `run on ${place.host} as ${place.user}${by}${candidate.terminal ? ', on this terminal' : ''}`;
}

interface Parts<O> {
  readonly long: (asked: O, scene: Scene, width: number) => readonly string[];
  readonly lines: (asked: O, scene: Scene, width: number) => readonly string[];
}

/** At least so many lines of the statement are in sight beside what is always there. */
const LEAST = 2;

/**
 * The parts of a question about a run: what scrolls, and what is always in sight. Where the screen is too low for both,
 * level and place scroll too; what has to be typed never does.
 */
export function runParts<O extends RunAsked>(
  demand: (asked: O, scene: Scene, width: number) => readonly string[],
): Parts<O> {
  const isLow = (asked: O, scene: Scene, width: number) =>
    runFacts(asked, scene, width).length + demand(asked, scene, width).length + LEAST > frameRoom(scene);
  return {
    long(asked, scene, width) {
      const text = runText(asked, scene, width);
      return isLow(asked, scene, width) ? [...text, ...runFacts(asked, scene, width)] : text;
    },
    lines(asked, scene, width) {
      const facts = isLow(asked, scene, width) ? [] : runFacts(asked, scene, width);
      return [...facts, ...demand(asked, scene, width)];
    },
  };
}

/** The whole of what would run, to the letter, then where its values come from and what is to be known of it. */
function runText(asked: RunAsked, scene: Scene, width: number): readonly string[] {
  const said = (parts: readonly Part[]) => line(scene.paint, parts, width);
  const told = (text: string, tone: Tone) => wrap(text, width).map(part => said([{text: part, tone}]));
  const {text, mixed} = showHidden(asked.text);
  const {hidden} = showHidden(asked.text.replaceAll('\t', ' '));
  const reasons = reasonsText(asked);
  return [
    ...codeLines(text, width).map(({text: part, goesOn}) =>
      said([...(goesOn ? [{text: `${GLYPHS.goesOn} `, tone: 'muted'} as const] : []), {text: part, tone: 'strong'}]),
    ),
    ...asked.values.flatMap(value =>
      told(
        `${value.placeholder} = ${value.secret ? '••••' : showHidden(value.value).text}  ${sourceText(value)}`,
        'muted',
      ),
    ),
    ...[...asked.warnings, ...strange(hidden, mixed), ...endless(asked)].flatMap(warning => told(warning, 'warning')),
    ...(asked.verdict.level !== 'reads' && cells(reasons) > width
      ? told(asked.verdict.reasons.join(' · '), 'muted')
      : []),
  ];
}

/** What it is taken for, and where it runs: in sight as long as the question is. */
function runFacts(asked: RunAsked, scene: Scene, width: number): readonly string[] {
  const level = LEVELS[asked.verdict.level];
  const said = (parts: readonly Part[]) => line(scene.paint, parts, width);
  const reasons = reasonsText(asked);
  // What does not fit stands above in whole, and is not begun again here.
  const isAbove = asked.verdict.level !== 'reads' && cells(reasons) > width;
  return [
    ...(asked.again?.changed ?? []).flatMap(text =>
      wrap(text, width).map(part => said([{text: part, tone: 'warning'}])),
    ),
    said([
      {text: level.text, tone: level.tone},
      {text: isAbove ? ' · why is said above' : reasons.slice(level.text.length), tone: 'muted'},
    ]),
    ...placeLines(asked, width).map(text => said([{text, tone: 'muted'}])),
  ];
}

/** A context or a profile is not taken apart where a line of its own has room for it. */
function placeLines({place}: RunAsked, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of placeText(place).split(' · ')) {
    const joined = `${lines.at(-1) ?? ''} · ${part}`;
    if (lines.length > 0 && cells(joined) <= width) lines.splice(-1, 1, joined);
    else lines.push(part);
  }
  return lines.flatMap(text => wrap(text, width));
}

function reasonsText({verdict}: RunAsked): string {
  return [LEVELS[verdict.level].text, ...verdict.reasons].join(' · ');
}

function strange(hidden: boolean, mixed: readonly string[]): readonly string[] {
  if (mixed.length > 0) return [`Letters of several alphabets in one word: ${mixed.join(', ')}`];
  return hidden ? ['It has invisible characters; they are shown as <U+…>.'] : [];
}

function endless({verdict, candidate}: RunAsked): readonly string[] {
  if (candidate.terminal) return ['It has this terminal until it ends, or you leave it.'];
  return verdict.endless ? ['It does not end by itself: x stops it.'] : [];
}
