/**
 * Whether a file of that name and text counts as a runbook without anybody naming it: a `.txt` does where it is written
 * as one, with headings and code.
 */
export function isRunbookText(path: string, text: string): boolean {
  if (!/\.txt$/i.test(path)) return true;
  return /^ {0,3}#{1,6}[ \t]+\S/m.test(text) && /^[ \t]*(?:`{3,}|~{3,})/m.test(text);
}
