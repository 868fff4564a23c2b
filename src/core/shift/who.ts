/** Facts that nobody asked for are by the program: in a cockpit under this name, */
export const PROGRAM = 'wk';
/** and under this one where a relay acts for somebody. */
export const RELAY = 'relay';

/** Whether somebody asked for it, and not the program by itself. */
export function wasAskedByHand({by}: {readonly by: string}): boolean {
  return by !== PROGRAM && by !== RELAY;
}

/** Who did it, and for whom: `relay for ana`. */
export function whoDid({by, for: whom}: {readonly by: string; readonly for?: string | undefined}): string {
  return whom === undefined ? by : `${by} for ${whom}`;
}
