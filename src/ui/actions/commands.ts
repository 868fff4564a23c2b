import {nearest} from '../../lib/nearest.js';
import type {Cockpit} from '../cockpit.js';
import {frontTarget} from '../front-target.js';
import type {Scene} from '../scene.js';
import {COMMANDS, type LineCommand} from './command-table.js';
import {closeOverlay, keepTyped} from './overlay.js';
import {say} from './say.js';

/** Under this name a command line left with esc is kept. */
export const COMMAND_DRAFT = 'command';
const HISTORY_LIMIT = 100;

/** What the word before the caret can become: a command, or what its command takes. */
export function commandWords(scene: Scene, text: string): readonly string[] {
  const [name = '', ...rest] = text.trimStart().split(/\s+/);
  if (rest.length === 0) return COMMANDS.map(command => command.name);
  return find(name)?.words?.(scene) ?? [];
}

/** What the command that a line names does; empty where it names none. */
export function commandHelp(text: string): string {
  const command = find(text.trimStart().split(/\s+/)[0] ?? '');
  return command === undefined ? '' : `:${command.name}${takesText(command)} ${command.what}`;
}

export function takesText({takes}: LineCommand): string {
  return takes === undefined ? '' : ` ${takes}`;
}

/** Does what a command line says, or says why not. */
export function runCommand(cockpit: Cockpit, text: string): void {
  const trimmed = text.trim();
  // Before the list moves on: what is acted on is what the operator saw while typing.
  const target = frontTarget(cockpit);
  keepTyped(cockpit, COMMAND_DRAFT, '');
  closeOverlay(cockpit);
  if (trimmed === '') return;
  cockpit.ui.setState(ui => ({
    history: [...ui.history.filter(line => line !== trimmed), trimmed].slice(-HISTORY_LIMIT),
  }));
  const name = trimmed.split(/\s+/)[0] ?? '';
  const command = find(name);
  if (command === undefined) say(cockpit, unknown(name), 'warning');
  else command.run(cockpit, {argument: trimmed.slice(name.length).trim(), target});
}

function find(name: string): LineCommand | undefined {
  const exact = COMMANDS.find(command => command.name === name || command.aliases?.includes(name));
  if (exact !== undefined || name === '') return exact;
  const begun = COMMANDS.filter(command => command.name.startsWith(name));
  return begun.length === 1 ? begun[0] : undefined;
}

function unknown(name: string): string {
  const near = nearest(
    name,
    COMMANDS.map(command => command.name),
  );
  return `There is no command "${name}".${near === undefined ? ' tab shows them all.' : ` Did you mean :${near}?`}`;
}
