const ESCAPES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};

/** Text that Slack reads as text: the three characters that could begin a mention or a link are escaped. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, char => ESCAPES[char] ?? char);
}

/** What a code point takes of Slack's limits, once it is escaped. */
export function sizeOf(codePoint: string): number {
  return ESCAPES[codePoint]?.length ?? codePoint.length;
}

/** A link with a name; text where it is no web address. */
export function link({title, url}: {readonly title: string; readonly url: string}): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return escaped(`${title}: ${url}`);
  return `<${escaped(new URL(url).href).replaceAll('|', '%7C')}|${escaped(title).replaceAll('|', '¦')}>`;
}
