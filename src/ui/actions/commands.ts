import {nearest} from '../../lib/nearest.js';
import type {Cockpit} from '../cockpit.js';
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

/** Does what a command line says, or says why not. */
export function runCommand(cockpit: Cockpit, text: string): void {
  const trimmed = text.trim();
  keepTyped(cockpit, COMMAND_DRAFT, '');
  closeOverlay(cockpit);
  if (trimmed === '') return;
  cockpit.ui.setState(ui => ({
    history: [...ui.history.filter(line => line !== trimmed), trimmed].slice(-HISTORY_LIMIT),
  }));
  const name = trimmed.split(/\s+/)[0] ?? '';
  const command = find(name);
  if (command === undefined) say(cockpit, unknown(name), 'warning');
  else command.run(cockpit, trimmed.slice(name.length).trim());
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
