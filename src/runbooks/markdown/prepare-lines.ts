import {canClose, type FenceLine, fenceLine} from './fence-lines.js';
import {markdownOf, type SourceLine} from './source-lines.js';

const NEEDED = /^[ \t]*(?:!!!|\?\?\?\+?|===)\s|<\/?(?:details|summary)\b|\{\{[<%]/im;
/** One of them is in all that is needed, and they are found sooner. */
const MARKS = ['<', '!!!', '???', '===', '{{'];
const ADMONITION = /^(\s*)(?:!!!|\?\?\?\+?|===)\s/;

/**
 * Lets the Markdown parser see what other tools see: bodies of `!!!`, `???` and `===` blocks stand where their mark
 * stands, `<details>` is open, and shortcodes are their inner text. Code is left alone.
 */
export function prepareLines(lines: readonly SourceLine[]): readonly SourceLine[] {
  if (!needsPreparing(lines)) return lines;
  const bodies: string[] = [];
  let open: FenceLine | undefined;
  return lines.map((line, index) => {
    const dedented = dedent(line.text, bodies);
    const mark = fenceLine(dedented, index);
    if (open !== undefined) {
      if (mark !== undefined && canClose(open, mark)) open = undefined;
      return changed(line, dedented);
    }
    open = mark;
    const body = ADMONITION.exec(dedented);
    if (body !== null) bodies.push(`${body[1]}    `);
    return changed(line, mark === undefined ? withoutTags(dedented) : dedented);
  });
}

function needsPreparing(lines: readonly SourceLine[]): boolean {
  const text = markdownOf(lines);
  return MARKS.some(mark => text.includes(mark)) && NEEDED.test(text);
}

/** Takes off what the open bodies are indented by, and forgets the bodies that have ended. */
function dedent(text: string, bodies: string[]): string {
  if (text.trim() === '') return text;
  let rest = text;
  for (const [index, indent] of bodies.entries()) {
    if (!rest.startsWith(indent)) {
      bodies.length = index;
      return rest;
    }
    rest = indent.slice(4) + rest.slice(indent.length);
  }
  return rest;
}

function withoutTags(text: string): string {
  return text
    .replace(/<\/?details\b[^>]*>/gi, '')
    .replace(/<summary\b[^>]*>(.*?)<\/summary>/gi, '**$1**')
    .replace(/<\/?summary\b[^>]*>/gi, '')
    .replace(/\{\{([<%]).*?(?:\1|[>%])\}\}/g, '');
}

function changed(line: SourceLine, text: string): SourceLine {
  return text === line.text ? line : {...line, text};
}
