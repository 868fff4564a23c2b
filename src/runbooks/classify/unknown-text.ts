import type {Argument, Finding} from './invocation.js';

const EXPANSION = /\$\{(\w+)\}|\$(\w+)/g;
/** Nothing in it means anything to a shell or in SQL. */
const PLAIN = /^[\w./:@%+,=-]+$/;

/**
 * Text that another interpreter reads, and in which this shell fills something in first: what it then says shows only
 * when it runs. Values that are known and plain change nothing.
 */
export function unknownIn(argument: Argument, variables: Variables = {}): readonly Finding[] {
  return (argument.words ?? [argument]).filter(({computed}) => computed).flatMap(({text}) => unknown(text, variables));
}

type Variables = Readonly<Record<string, string>>;

function unknown(text: string, variables: Variables): readonly Finding[] {
  const rest = text.replace(EXPANSION, (whole, braced: string | undefined, bare: string | undefined) => {
    const value = variables[braced ?? bare ?? ''];
    return value !== undefined && PLAIN.test(value) ? '' : whole;
  });
  const [found] = /\$\{?\w+\}?|\$[({]|`/.exec(rest) ?? [];
  if (found === undefined) return [];
  const what = /\w/.test(found) ? found : 'what a command prints';
  return [
    {level: 'changes', reason: `text for another program holds ${what}, which is known only when it runs`, known: true},
  ];
}
