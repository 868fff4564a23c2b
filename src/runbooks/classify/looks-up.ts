import type {Invocation} from './invocation.js';

/** `command -v kubectl` runs nothing. */
export function looksUp(name: string, {words}: Invocation): boolean {
  return name === 'command' && /^-[a-zA-Z]*[vV]/.test(words[1]?.value ?? '');
}
