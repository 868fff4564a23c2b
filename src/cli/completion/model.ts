import type {CommandSpec, Entry, Flag, Program} from '../command.js';

/** One command line that can be completed: its words before the cursor, and what may come next. */
export interface Completable {
  /** `wk`, `wk silence`, `wk silence add`. */
  readonly path: readonly string[];
  readonly summary: string;
  /** Commands that may follow. */
  readonly commands: readonly {readonly name: string; readonly summary: string}[];
  readonly flags: readonly Flag[];
  /** Fixed words for its first argument. */
  readonly words: readonly string[];
}

const HELP: Flag = {name: 'help', short: 'h', help: 'help'};

/** Everything that can be completed, from the registry and the commands' own flags. */
export async function completionModel({commands, globals}: Program): Promise<readonly Completable[]> {
  const root: Completable = {
    path: ['wk'],
    summary: '',
    commands: commands.map(named),
    flags: [...globals, HELP, {name: 'version', help: 'print the version'}],
    words: [],
  };
  const below = await Promise.all(commands.map(entry => completables(entry, ['wk'], globals)));
  return [root, ...below.flat()];
}

async function completables(
  entry: Entry,
  before: readonly string[],
  globals: readonly Flag[],
): Promise<readonly Completable[]> {
  const spec: CommandSpec | undefined = await entry.load?.();
  const path = [...before, entry.name];
  const flags = [...(spec?.flags ?? []), ...globals, HELP];
  const word = leadingWord(spec);
  const self: Completable = {
    path,
    summary: entry.summary,
    commands: [...(entry.commands ?? []).map(named), ...(word === undefined ? [] : [word])],
    flags,
    words: word === undefined ? (spec?.arguments[0]?.choices ?? []) : [],
  };
  const behind = word === undefined ? [] : [{...word, path: [...path, word.name], commands: [], flags}];
  const below = await Promise.all((entry.commands ?? []).map(child => completables(child, path, globals)));
  return [self, ...behind, ...below.flat()];
}

/** A first argument that can be one word only, before others that can be chosen, is completed as if it were a command. */
function leadingWord(
  spec: CommandSpec | undefined,
): (Completable['commands'][number] & Pick<Completable, 'words'>) | undefined {
  const [first, second] = spec?.arguments ?? [];
  const [name, ...others] = first?.choices ?? [];
  if (first === undefined || name === undefined || others.length > 0 || second?.choices === undefined) return undefined;
  return {name, summary: first.help, words: second.choices};
}

function named({name, summary}: Entry): {readonly name: string; readonly summary: string} {
  return {name, summary};
}
