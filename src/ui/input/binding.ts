/** One key of a table: what it does in words, and why it cannot do it now. `C` is what actions act on. */
export interface Binding<C> {
  /** Chords that trigger it, the one to show first. */
  readonly keys: readonly string[];
  /** How the documentation names the keys, where that is not their list; empty for one that another line speaks for. */
  readonly shown?: string;
  /** The word beside the key on the bottom line. */
  readonly label: string;
  /** The sentence in the help and in the documentation. */
  readonly what: string;
  /** Place on the bottom line: the smaller, the longer it stays when room gets short. Absent: only in the help. */
  readonly bar?: number;
  /** Why it cannot act now, in words for the operator. */
  readonly disabled?: (context: C) => string | undefined;
  readonly act: (context: C) => void;
}

/** What a key means: an action, an action that cannot act now, or nothing. */
export type Resolved<C> =
  | {readonly kind: 'act'; readonly binding: Binding<C>}
  | {readonly kind: 'disabled'; readonly binding: Binding<C>; readonly reason: string}
  | {readonly kind: 'unbound'};

/** Finds a chord in the tables, the first table first. */
export function resolve<C>(pressed: string, tables: readonly (readonly Binding<C>[])[], context: C): Resolved<C> {
  const binding = tables.flat().find(candidate => candidate.keys.includes(pressed));
  if (binding === undefined) return {kind: 'unbound'};
  const reason = binding.disabled?.(context);
  return reason === undefined ? {kind: 'act', binding} : {kind: 'disabled', binding, reason};
}

/** How a chord is written for people. */
export function keyText(pressed: string): string {
  return KEY_TEXT[pressed] ?? pressed;
}

/** The keys as the help and the documentation list them; empty where another line speaks for them. */
export function keysText<C>({keys, shown}: Pick<Binding<C>, 'keys' | 'shown'>): string {
  return shown ?? keys.map(keyText).join(' ');
}

const KEY_TEXT: Readonly<Record<string, string>> = {
  pagedown: 'page down',
  pageup: 'page up',
  'ctrl-space': 'ctrl-space',
  backtab: 'shift-tab',
};
