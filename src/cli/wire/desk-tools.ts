import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {FillContext, Hole, StatementNote} from '../../core/runbook/desk.js';
import type {FilledValue, Filling} from '../../core/runbook/fill.js';
import type {Verdict} from '../../core/runbook/verdict.js';
import {classifyIn, notBelow, raised} from '../../runbooks/classify/classify.js';
import {candidates} from '../../runbooks/fill/candidates.js';
import {afterAll} from '../../runbooks/fill/earlier.js';
import {fill} from '../../runbooks/fill/fill.js';
import {variableName} from '../../runbooks/fill/placeholder-name.js';
import {placeholdersIn} from '../../runbooks/fill/placeholders.js';
import {pointsIn} from '../../runbooks/points/points-in.js';
import {useOf} from '../../runbooks/statements/languages.js';
import {secretVariables} from './redactor.js';

/** What can be said of a statement's text, with the parsers that takes. */
export interface DeskTools {
  judge(text: string, note: StatementNote, variables: Readonly<Record<string, string>>): Verdict;
  /** Names of the variables that a text would be asked about. */
  variables(text: string): readonly string[];
  holes(text: string, context: FillContext): readonly Hole[];
  fill(text: string, values: readonly FilledValue[], before: readonly string[]): Filling;
}

/** `there`: variables that the shell behind `via` is known to begin with. */
export function deskTools(config: Config, env: Env, there: ReadonlySet<string> = new Set()): DeskTools {
  const ours = secretVariables(config);
  const offered = Object.fromEntries(Object.entries(env).filter(([name]) => !ours.includes(name)));
  // Behind `via` the shell has an environment of its own; an empty variable is as good as none: `rm -rf $DIR/*`.
  const given = config.runbooks.via.length > 0 ? [] : Object.keys(offered).filter(name => offered[name] !== '');
  const leftBy = (before: readonly string[]) => afterAll(new Set([...given, ...there]), before);
  // What was filled last, as it is written: what runs is judged right after it was filled.
  let written = {filled: '', text: ''};
  const unfilled = (filled: string) =>
    written.filled === filled && written.text !== filled
      ? classifyIn(written.text, {tables: config.runbooks.commands})
      : undefined;
  return {
    judge(text, {language, warning, carried}, variables) {
      if (useOf(language) === 'sql') return NOT_SHELL;
      // What runs is filled: whatever it still finds in a variable is known by value or not at all.
      const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
      const around = {tables: config.runbooks.commands, variables: set, carried, plain: NONE, outside: 'any' as const};
      const judged = classifyIn(text, around);
      const verdict = {...notBelow(judged, unfilled(text)), points: pointsIn(text, variables, carried)};
      return warning === undefined ? verdict : raised(verdict, `its author warns: ${warning}`);
    },
    variables: text =>
      placeholdersIn(text, leftBy([])).flatMap(({kind, raw}) => (kind === 'variable' ? [variableName(raw)] : [])),
    holes: (text, {labels, annotations, earlier, before}) =>
      placeholdersIn(text, leftBy(before)).map(placeholder => ({
        placeholder,
        candidates: candidates(placeholder, {labels, annotations, earlier, environment: offered}),
      })),
    fill(text, values, before) {
      const filling = fill(text, values, leftBy(before));
      if (filling.ok) written = {filled: filling.text, text};
      return filling;
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

const NOT_SHELL: Verdict = {
  level: 'not-shell',
  reasons: ['SQL, not a command of the shell'],
  needsTerminal: false,
  endless: false,
  commands: [],
};
