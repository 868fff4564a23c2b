import {withPart} from './marked-part.mjs';

/** A key that works in more views than this is one of moving about. */
const MANY = 3;

/** @typedef {{readonly view: string, readonly key: string, readonly label: string}} KeyDoc */

/**
 * The document with a fresh table of keys between its two markers. Throws when it has no such place.
 *
 * @param {string} document
 * @param {readonly KeyDoc[]} keys
 */
export function withKeyTable(document, keys) {
  return withPart(document, 'keys', keyTable(keys));
}

/**
 * A row for each place, its keys one after another: `?` in the program tells more of each.
 *
 * @param {readonly KeyDoc[]} keys
 */
function keyTable(keys) {
  const places = new Map();
  for (const {where, key, label} of shared(keys)) {
    places.set(where, [...(places.get(where) ?? []), `${code(key)} ${cell(label)}`]);
  }
  const rows = [...places].map(([where, cells]) => `| ${cell(where)} | ${cells.join(' · ')} |`);
  return ['| where | keys |', '|---|---|', ...rows, ''].join('\n');
}

/**
 * A key that does the same in several views stands in one place that names them, or in "lists" where it works in all
 * that move.
 *
 * @param {readonly KeyDoc[]} keys
 */
function shared(keys) {
  const found = new Map();
  for (const {view, key, label} of keys) {
    const id = `${key} ${label}`;
    const one = found.get(id) ?? {key, label, views: []};
    found.set(id, {...one, views: [...one.views, view]});
  }
  const all = [...found.values()].map(({key, label, views}) => ({key, label, where: whereOf(views)}));
  const places = [...new Set(all.map(({where}) => where))];
  return places.flatMap(place => all.filter(({where}) => where === place));
}

/** @param {readonly string[]} views */
function whereOf(views) {
  return views.length > MANY ? 'lists' : views.join(', ');
}

/** @param {string} key */
function code(key) {
  return key.includes('`') ? `\`\` ${cell(key)} \`\`` : `\`${cell(key)}\``;
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
