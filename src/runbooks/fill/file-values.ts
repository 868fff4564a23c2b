import {commandName, type Invocation} from '../classify/invocation.js';
import type {Holds} from './own-text.js';

/** They take what begins with `@` for the name of a file whose content they send. */
const AT = /^(?:curl|https?|xhs?|az|gh|vault|bao|consul|influx|grpcurl|ansible(?:-playbook)?)$/;
/** They read what is written so from a file of this machine. */
const FILE = /^(?:curl|wget|https?|xhs?|aws2?|awslocal)$/;

/** Why a command must not get the value where it does: it would read a local file, and send or show what is in it. */
export function readsFile(
  {words}: Invocation,
  {holds, value}: {readonly holds: Holds; readonly value: string},
): boolean {
  const name = commandName(words[0]);
  const means =
    (AT.test(name) && value.startsWith('@')) ||
    (name === 'curl' && value.startsWith('<')) ||
    (FILE.test(name) && /^fileb?:/i.test(value));
  return means && words.slice(1).some(({value: word}) => begins(word, holds));
}

/** The value is all of a word, or all that follows the option, the name and the mark that it begins with. */
function begins(word: string, holds: Holds): boolean {
  if (!holds(word)) return false;
  let at = 0;
  while (at < word.length && holds(word.slice(at + 1))) at += 1;
  return /^[\w.[\]-]*(?:[:=]|:=|==)?$/.test(word.slice(0, at));
}
