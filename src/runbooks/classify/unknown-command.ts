import type {Finding} from './invocation.js';
import type {Session} from './session.js';

/** How a command is told of that no table knows. */
export function unknownCommand(name: string): string {
  return `unknown command: ${name}`;
}

/** What was found of a name that no table knows is not that where the shell itself says what the name is. */
export function unlessTold(finding: Finding, name: string, {functions, aliases}: Session): readonly Finding[] {
  const [, more] = finding.reason.split(unknownCommand(name), 2);
  const isOfIt =
    finding.reason.startsWith(unknownCommand(name)) && (more === '' || more?.startsWith(', which ') === true);
  if (!isOfIt || !(functions.has(name) || aliases.has(name))) return [finding];
  if (more !== '') return [{...finding, reason: `${name}${more?.replace(', which ', ' ')}`}];
  return finding.needsTerminal === true ? [{...finding, reason: `${name} is given a terminal`}] : [];
}
