/** Text that somebody wrote elsewhere, where it has to stand in one line: white space folded, line ends among it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
