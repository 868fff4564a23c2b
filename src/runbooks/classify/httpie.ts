import {type Finding, heavier, type Invocation} from './invocation.js';
import {judgeTool} from './judge-tool.js';
import {parseOptions} from './options.js';
import {changeAskedBy} from './query-verbs.js';

/** httpie: by its method, and by what its parameters ask for in plain words. */
export function judgeHttpie(name: string, invocation: Invocation): Finding | undefined {
  const own = judgeTool(invocation);
  const change = changeAskedBy(parseOptions(invocation.words.slice(1), {values: new Set()}));
  if (own === undefined || change === undefined || heavier(own.level, change.level) === own.level) return own;
  return {...own, level: change.level, reason: `${name} asks the server for ${change.what}`, known: true};
}
