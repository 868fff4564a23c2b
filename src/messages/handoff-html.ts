import MarkdownIt, {type Token} from 'markdown-it';

/**
 * For a screen, a phone and paper, by day and by night: long words are broken, and a table that is too wide scrolls by
 * itself, and on a phone each of its rows is a sentence that says what is what.
 */
const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
h1{font-size:clamp(1.3rem,5vw,2rem);line-height:1.25}
h2{border-bottom:1px solid #ccc;padding-bottom:.2rem;margin-top:2rem}
ul{padding-left:1.4rem}
li.open{list-style:none;text-indent:-1.25rem}
li.open>*{text-indent:0}
time{white-space:nowrap}
.table{overflow-x:auto;overflow-wrap:break-word}
table{border-collapse:collapse}
td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left;vertical-align:top;max-width:20rem}
code{background:#f2f2f2;padding:0 .2rem}
@media screen and (max-width:40rem){thead{display:none}table,tbody,tr{display:block}tr{border-bottom:1px solid #ccc;padding:.4rem 0}td{display:inline;border:0;padding:0;overflow-wrap:anywhere}td[data-column]::before{content:attr(data-column) ": ";font-weight:bold}td+td[data-column]::before{content:" · " attr(data-column) ": "}td:empty{display:none}}
@media (prefers-color-scheme:dark){body{background:#16181c;color:#e6e6e6}a{color:#8ab4f8}code{background:#2a2d33}tr,td,th,h2{border-color:#444}}
@media print{body{max-width:none;margin:0}.table{overflow:visible}td{overflow-wrap:anywhere}h2,h3{break-after:avoid}li,tr{break-inside:avoid}}`;

/** Nothing is loaded and nothing runs, whatever the text says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** `2026-11-20 22:00Z`: a date is not to be broken at its hyphens. */
const TIME = /\b(\d{4}-\d\d-\d\d) (\d\d:\d\d)Z/g;

/** A Markdown document of ours as one HTML page that needs nothing else. Text in it can bring no markup of its own. */
export function htmlPage(markdown: string): string {
  const engine = pageEngine();
  const tokens = engine.parse(markdown, {});
  nameColumns(tokens);
  const body = engine.renderer.render(tokens, engine.options, {}).replace(/<li>(<p>)?\[ \] /g, '<li class="open">$1☐ ');
  const title = engine.utils.escapeHtml(/^# (.*)$/m.exec(markdown)?.[1] ?? 'Handoff');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
${body}</body>
</html>
`;
}

function pageEngine() {
  const engine = new MarkdownIt({html: false, linkify: false, typographer: false});
  const {rules} = engine.renderer;
  rules.table_open = () => '<div class="table" tabindex="0">\n<table>\n';
  rules.table_close = () => '</table>\n</div>\n';
  rules.text = (tokens, index) =>
    engine.utils
      .escapeHtml(tokens[index]?.content ?? '')
      .replace(TIME, (text, day, time) => `<time datetime="${day}T${time}Z">${text}</time>`);
  return engine;
}

/** Gives each cell the name of its column. */
function nameColumns(tokens: readonly Token[]): void {
  let columns: string[] = [];
  let at = 0;
  const readers: Readonly<Record<string, (token: Token, text: string) => void>> = {
    table_open: () => {
      columns = [];
    },
    tr_open: () => {
      at = 0;
    },
    th_open: (_token, text) => void columns.push(text),
    td_open: token => {
      const column = columns[at] ?? '';
      if (column !== '') token.attrSet('data-column', column);
      at += 1;
    },
  };
  for (const [index, token] of tokens.entries()) readers[token.type]?.(token, tokens[index + 1]?.content ?? '');
}
