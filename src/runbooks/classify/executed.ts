import {type Argument, commandName} from './invocation.js';

const OF_FIND = /^-(?:exec|execdir|ok|okdir)$/;
const OF_FD = /^(?:-[a-zA-Z]*[xX]|--exec(?:-batch)?)(?:=([\s\S]*))?$/;

/** The commands that `find` and `fd` run on what they find; `{}` in them is not known yet. */
export function executedIn(words: readonly Argument[]): readonly (readonly Argument[])[] {
  const runs = commandName(words[0]) === 'find' ? OF_FIND : OF_FD;
  return words.flatMap((word, at) => {
    const found = at === 0 ? null : runs.exec(word.value);
    if (found === null) return [];
    const rest = words.slice(at + 1);
    const end = rest.findIndex(({value}) => value === ';' || value === '+');
    const glued = found[1] === undefined ? [] : [{...word, value: found[1], text: found[1]}];
    return [[...glued, ...(end < 0 ? rest : rest.slice(0, end))].map(filled)];
  });
}

function filled(word: Argument): Argument {
  return word.value.includes('{}') ? {...word, computed: true} : word;
}
