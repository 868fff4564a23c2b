import {inlineTokens, type Token} from './markdown.js';

/** Inline Markdown as plain words: markup gone, images as `[image: alt]`, line ends as spaces. */
export function plainWords(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  return inlineTokens(text).map(wordOf).join('').replace(/\s+/g, ' ').trim();
}

/** Nothing in it can be markup. */
const PLAIN = /^(?:[\w ,.'()/-]*|(?!.*(?: {2}|_))[\w ,.'()/:;?"#+=%|$@-]*)$/;

/** The pieces of inline code in a text, in order. */
export function codeSpans(text: string): readonly string[] {
  if (!text.includes('`')) return [];
  return inlineTokens(text)
    .filter(({type}) => type === 'code_inline')
    .map(({content}) => content);
}

function wordOf(token: Token): string {
  switch (token.type) {
    case 'text':
    case 'text_special':
    case 'code_inline':
      return token.content;
    case 'softbreak':
    case 'hardbreak':
      return ' ';
    case 'image':
      return `[image: ${token.content}]`;
    default:
      return '';
  }
}
