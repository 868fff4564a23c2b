import {placeText, type RunAsked, sourceText} from '../../core/runbook/asked-run.js';
import type {Level} from '../../core/runbook/verdict.js';
import {showHidden} from '../../lib/show-hidden.js';
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
  return `run on ${place.host} as ${operator}${candidate.terminal ? ', on this terminal' : ''}`;
}

/** The whole of what would run, what it is taken for, where its values come from, and where it runs. */
export function runLines(asked: RunAsked, scene: Scene, width: number): readonly string[] {
  const said = (parts: readonly Part[]) => line(scene.paint, parts, width);
  const {text, hidden, mixed} = showHidden(asked.shown);
  const level = LEVELS[asked.verdict.level];
  return [
    ...wrap(text, width).map(part => said([{text: part, tone: 'strong'}])),
    said([
      {text: level.text, tone: level.tone},
      {text: ` · ${asked.verdict.reasons.join(' · ')}`, tone: 'muted'},
    ]),
    ...asked.values.map(value =>
      said([
        {text: `${value.placeholder} = ${value.secret ? '••••' : showHidden(value.value).text}`},
        {text: `  ${sourceText(value)}`, tone: 'muted'},
      ]),
    ),
    said([{text: placeText(asked.place), tone: 'muted'}]),
    ...[...asked.warnings, ...strange(hidden, mixed), ...endless(asked)].map(warning =>
      said([{text: warning, tone: 'warning'}]),
    ),
  ];
}

function strange(hidden: boolean, mixed: readonly string[]): readonly string[] {
  if (mixed.length > 0) return [`Letters of several alphabets in one word: ${mixed.join(', ')}`];
  return hidden ? ['It has invisible characters; they are shown as <U+…>.'] : [];
}

function endless({verdict}: RunAsked): readonly string[] {
  return verdict.endless ? ['It does not end by itself: x stops it.'] : [];
}
