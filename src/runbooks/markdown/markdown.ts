import MarkdownIt, {type Token} from 'markdown-it';

export type {Token} from 'markdown-it';

// `html: true`: with `false`, a fence inside a comment would become a step.
const WITH_DEPTH = {html: true, maxNesting: 2000};
const blocks = new MarkdownIt(WITH_DEPTH);
blocks.core.ruler.enableOnly(['normalize', 'block']);
const inlines = new MarkdownIt({html: true});

const {State} = blocks.block;
type BlockState = InstanceType<typeof State>;

/**
 * As markdown-it makes a token, each of its fields takes as long as the token does here, and an index of runbooks makes
 * many. Tokens of this parser alone have no methods: others in the process go on with what markdown-it makes.
 */
function pushPlain(this: BlockState, ...given: Parameters<BlockState['push']>): Token {
  const [type, tag, nesting] = given;
  if (nesting < 0) this.level -= 1;
  const token = {
    type,
    tag,
    attrs: null,
    map: null,
    nesting,
    level: this.level,
    children: null,
    content: '',
    markup: '',
    info: '',
    meta: null,
    block: true,
    hidden: false,
  } as Token;
  if (nesting > 0) this.level += 1;
  this.tokens.push(token);
  return token;
}

blocks.block.State = new Proxy(State, {
  construct: (made, given) => {
    const state: BlockState = Reflect.construct(made, given);
    state.push = pushPlain;
    return state;
  },
});

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
