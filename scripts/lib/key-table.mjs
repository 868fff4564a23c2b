const START = '<!-- keys:start -->';
const END = '<!-- keys:end -->';
/** A key that works in more views than this is one of moving about. */
const MANY = 3;

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
  const rows = shared(keys).map((row, place, all) => tableRow(row, all[place - 1]?.where));
  return ['| where | key | what it does |', '|---|---|---|', ...rows, ''].join('\n');
}

/**
 * A key that does the same in several views is one row that names them, or "lists" where it works in all that move.
 *
 * @param {readonly KeyDoc[]} keys
 */
function shared(keys) {
  const rows = new Map();
  for (const {view, key, what} of keys) {
    const id = `${key} ${what.replace(/\b(row|line)\b/u, '')}`;
    const row = rows.get(id) ?? {key, what, views: []};
    rows.set(id, {...row, views: [...row.views, view]});
  }
  const all = [...rows.values()].map(({key, what, views}) => ({key, what, where: whereOf(views)}));
  const places = [...new Set(all.map(({where}) => where))];
  return places.flatMap(place => all.filter(({where}) => where === place));
}

/** @param {readonly string[]} views */
function whereOf(views) {
  return views.length > MANY ? 'lists' : views.join(', ');
}

/** @param {{readonly where: string, readonly key: string, readonly what: string}} row @param {string | undefined} above */
function tableRow({where, key, what}, above) {
  return `| ${where === above ? '' : cell(where)} | ${code(key)} | ${cell(what)} |`;
}

/** @param {string} key */
function code(key) {
  return key.includes('`') ? `\`\` ${cell(key)} \`\`` : `\`${cell(key)}\``;
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
