import MarkdownIt, {type Token} from 'markdown-it';

export type {Token} from 'markdown-it';

// `html: true`: with `false`, a fence inside a comment would become a step.
const WITH_DEPTH = {html: true, maxNesting: 2000};
const blocks = new MarkdownIt(WITH_DEPTH);
blocks.core.ruler.enableOnly(['normalize', 'block']);
const inlines = new MarkdownIt({html: true});

/** Block tokens with their line ranges; their inline text is not parsed. */
export function blockTokens(text: string): readonly Token[] {
  return blocks.parse(
    text.replace(DEEP, deep => deep.slice(0, WIDEST)),
    {},
  );
}

/** Characters before a line that count; beyond, nesting would come to its limit and take the rest of the text with it. */
const WIDEST = 400;
const DEEP = new RegExp(`^(?:[ \\t>]|[-*+][ \\t]|\\d{1,9}[.)][ \\t]){${WIDEST},}`, 'gm');

/** The inline tokens of a piece of text. */
export function inlineTokens(text: string): readonly Token[] {
  return inlines.parseInline(text, {})[0]?.children ?? [];
}
