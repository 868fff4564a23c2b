/** Resolves after `ms`. It keeps the process alive: whoever waits for a statement wants to see its end. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
