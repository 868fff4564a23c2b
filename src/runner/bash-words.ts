/** One word for a POSIX shell, whatever is in the text. */
export function word(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Assignments to source, one a line. */
export function assignments(values: Readonly<Record<string, string>>, prefix: '' | 'export '): string {
  return Object.entries(values)
    .map(([name, value]) => `${prefix}${name}=${word(value)}\n`)
    .join('');
}
