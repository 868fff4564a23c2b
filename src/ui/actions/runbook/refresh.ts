import type {Cockpit} from '../../cockpit.js';

/**
 * Reads the file again that a walk is going through; where that fails, what was read before stays. So it does behind a
 * question: the page never says something else than the question about it.
 */
export async function refresh({desk, ui}: Cockpit, path: string): Promise<void> {
  const opened = await desk?.read(path).catch(() => undefined);
  if (opened === undefined || ui.getState().overlay !== undefined) return;
  ui.setState(({books}) => ({books: new Map(books).set(path, {state: 'open', opened})}));
}
