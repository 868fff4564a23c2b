/** Atlassian's document format, as far as plain lines need it. */
export interface JiraDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly JiraParagraph[];
}

interface JiraParagraph {
  readonly type: 'paragraph';
  readonly content: readonly JiraInline[];
}

type JiraInline = {readonly type: 'hardBreak'} | JiraText;

interface JiraText {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly {readonly type: 'link'; readonly attrs: {readonly href: string}}[];
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** Text as a document: an empty line starts a paragraph, any other line end stays one, addresses become links. */
export function jiraDocument(text: string): JiraDocument {
  const paragraphs = text
    .split(/\n[ \t]*\n/)
    .map(paragraph => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter(paragraph => paragraph !== '');
  return {type: 'doc', version: 1, content: paragraphs.map(text => ({type: 'paragraph', content: inlines(text)}))};
}

function inlines(paragraph: string): readonly JiraInline[] {
  return paragraph
    .split('\n')
    .flatMap((line, at): readonly JiraInline[] => [
      ...(at === 0 ? [] : [{type: 'hardBreak'} as const]),
      ...linked(line),
    ]);
}

function linked(line: string): readonly JiraText[] {
  const parts: JiraText[] = [];
  let end = 0;
  for (const match of line.matchAll(URL_IN_TEXT)) {
    parts.push(...plain(line.slice(end, match.index)));
    parts.push({type: 'text', text: match[0], marks: [{type: 'link', attrs: {href: match[0]}}]});
    end = match.index + match[0].length;
  }
  return [...parts, ...plain(line.slice(end))];
}

/** The format knows no empty text. */
function plain(text: string): readonly JiraText[] {
  return text === '' ? [] : [{type: 'text', text}];
}
