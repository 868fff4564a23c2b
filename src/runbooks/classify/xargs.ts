import {isNamed} from './condition.js';
import {type Argument, type Invocation, literal} from './invocation.js';
import {parseOptions} from './options.js';

/** What comes through a pipe becomes words of the command. */
export function fedWords(inner: Invocation, outer: Invocation): Invocation {
  const mark = replacedMark(outer);
  const words = inner.words.map(word => (mark === undefined ? word : given(word, mark)));
  const more: Argument = {...literal(GIVEN), text: '$(xargs)', computed: true, loose: [{quoted: false, first: true}]};
  return {...inner, words: mark === undefined ? [...words, more] : words, feed: {kind: 'text', text: '', from: []}};
}

/** What stands for the words of the pipe: `{}` unless another mark is named. */
function replacedMark({words}: Invocation): string | undefined {
  const {options} = parseOptions(words.slice(1), {
    values: new Set(['-I', '-n', '-P', '-L', '-d', '-a', '-s', '-E']),
    glued: new Set(['-i']),
    leading: true,
  });
  const option = options.findLast(({name}) => /^-[Ii]$/.test(name) || isNamed(name, '--replace'));
  return option === undefined ? undefined : (option.value?.value ?? '{}');
}

const GIVEN = '$WK_GIVEN';

/** The word with what is not known yet where the mark stands. */
function given(word: Argument, mark: string): Argument {
  if (mark === '' || !word.value.includes(mark)) return word;
  const loose = [...(word.loose ?? []), {quoted: true, first: word.value.startsWith(mark)}];
  return {...word, value: word.value.replaceAll(mark, GIVEN), text: `$(${word.text})`, computed: true, loose};
}

/** `parallel 'rm {}'`: what it puts together is text for a shell. */
export function handedOn(script: Argument, name: string, {feed}: Invocation): Argument {
  if (name !== 'parallel') return script;
  const filled = given(script, '{}');
  return feed === undefined || filled.computed
    ? filled
    : {...filled, value: `${filled.value} ${GIVEN}`, text: `${filled.text} $(xargs)`, computed: true};
}
