/**
 * The document with `text` between the two markers of that name. Throws when it has no such place.
 *
 * @param {string} document
 * @param {string} name
 * @param {string} text lines, each with its newline
 */
export function withPart(document, name, text) {
  const [first, last] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const start = document.indexOf(first);
  const end = document.indexOf(last);
  if (start < 0 || end < start) throw new Error(`README.md lacks the lines ${first} and ${last}, in this order`);
  return `${document.slice(0, start + first.length)}\n\n${text}\n${document.slice(end)}`;
}
