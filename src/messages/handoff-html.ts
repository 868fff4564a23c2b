import MarkdownIt from 'markdown-it';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h2{border-bottom:1px solid #ccc;padding-bottom:.2rem;margin-top:2rem}
table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left;vertical-align:top}
code{background:#f2f2f2;padding:0 .2rem}
@media (prefers-color-scheme:dark){body{background:#16181c;color:#e6e6e6}code{background:#2a2d33}td,th,h2{border-color:#444}}`;

/** A Markdown document of ours as one HTML page that needs nothing else. Text in it can bring no markup of its own. */
export function htmlPage(markdown: string): string {
  const engine = new MarkdownIt({html: false, linkify: false, typographer: false});
  const body = engine.render(markdown).replace(/<li>(<p>)?\[ \] /g, '<li>$1☐ ');
  const title = engine.utils.escapeHtml(/^# (.*)$/m.exec(markdown)?.[1] ?? 'Handoff');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
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
