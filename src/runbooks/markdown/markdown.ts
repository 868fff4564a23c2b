import MarkdownIt, {type Token} from 'markdown-it';

export type {Token} from 'markdown-it';

// `html: true`: with `false`, a fence inside a comment would become a step.
const blocks = new MarkdownIt({html: true});
blocks.core.ruler.enableOnly(['normalize', 'block']);
const inlines = new MarkdownIt({html: true});

/** Block tokens with their line ranges; their inline text is not parsed. */
export function blockTokens(text: string): readonly Token[] {
  return blocks.parse(text, {});
}

/** The inline tokens of a piece of text. */
export function inlineTokens(text: string): readonly Token[] {
  return inlines.parseInline(text, {})[0]?.children ?? [];
}
