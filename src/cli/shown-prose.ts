/** What an author wrote between the code, for reading in a terminal: without what only a web page makes something of. */
export function shownProse(text: string): readonly string[] {
  const lines = withoutFrontMatter(text)
    .replace(/<!--[\s\S]*?-->/g, '')
    .split('\n');
  return lines.map(plain).filter((line, index, all) => line !== '' || (index > 0 && all[index - 1] !== ''));
}

function withoutFrontMatter(text: string): string {
  const [, rest] = /^\ufeff?(?:---|\+\+\+)[ \t]*\n[\s\S]*?\n(?:---|\+\+\+)[ \t]*(?:\n|$)([\s\S]*)$/.exec(text) ?? [];
  return rest ?? text;
}

function plain(line: string): string {
  return line
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\{\{[<%]\s*\/?\s*([\w-]*)[^{}]*[>%]\}\}/g, '')
    .replace(/<\/?(?:details|summary|br|p|div|span|img|a|b|i|strong|em|kbd|sub|sup|hr|center|u)\b[^<>]*>/gi, '')
    .trimEnd();
}
