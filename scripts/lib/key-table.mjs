const START = '<!-- keys:start -->';
const END = '<!-- keys:end -->';

/** @typedef {{readonly view: string, readonly key: string, readonly what: string}} KeyDoc */

/**
 * The document with a fresh table of keys between its two markers. Throws when it has no such place.
 *
 * @param {string} document
 * @param {readonly KeyDoc[]} keys
 */
export function withKeyTable(document, keys) {
  const start = document.indexOf(START);
  const end = document.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md lacks the lines ${START} and ${END}, in this order`);
  return `${document.slice(0, start + START.length)}\n\n${keyTable(keys)}\n${document.slice(end)}`;
}

/** @param {readonly KeyDoc[]} keys */
function keyTable(keys) {
  const views = [...new Set(keys.map(({view}) => view))];
  const rows = views.flatMap(view => keys.filter(key => key.view === view).map(tableRow));
  return ['| where | key | what it does |', '|---|---|---|', ...rows, ''].join('\n');
}

/** @param {KeyDoc} key @param {number} place among the keys of its view */
function tableRow({view, key, what}, place) {
  return `| ${place === 0 ? cell(view) : ''} | ${code(key)} | ${cell(what)} |`;
}

/** @param {string} key */
function code(key) {
  return key.includes('`') ? `\`\` ${cell(key)} \`\`` : `\`${cell(key)}\``;
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
