import type {Argument, Finding} from './invocation.js';

/** Nobody can tell which program runs; where one variable names it, its value is what has to be typed. */
export function computedName({text}: Argument): Finding {
  const bare = text.replace(/^"(.*)"$/s, '$1');
  const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(bare)?.[1];
  const resource = name === undefined ? {} : {resource: bare, unsettled: [name]};
  return {level: 'destructive', reason: `the command's name is computed: ${text}`, known: true, ...resource};
}
