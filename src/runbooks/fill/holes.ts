import type {Placeholder} from '../../core/runbook/fill.js';
import {isSecretName} from '../../lib/secret-name.js';
import {namesSecret, placeholderName} from './placeholder-name.js';

const ANGLE = /(?<![<?\\])<([A-Za-z](?:[A-Za-z0-9_.:/ |'-]{0,59}[A-Za-z0-9_.:/'-])?)>/g;
const TEMPLATE =
  /\{\{-?\s*(?:\$labels|\$annotations|\.(?:Common|Group)?(?:Labels|Annotations))\.([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}/g;
/** A shortcode of Hugo: what it would print is not known here, and `<` and `>` would redirect. */
const SHORTCODE = /\{\{(?:<([^<>{}\n]{1,200})>|%([^%{}\n]{1,200})%)\}\}/g;
const DUMMY = /(?<![A-Za-z0-9_$%{-])(?:YOUR_[A-Z0-9_]+|[A-Z][A-Z0-9_]*_HERE|REPLACE_?ME|CHANGE_?ME)(?![A-Za-z0-9_=])/g;
const CROSSES = /(?<![A-Za-z0-9_$.])X{3,}(?![A-Za-z0-9_=])/g;
/** `"routing_key": "DATABASE_TEAM_KEY"`: a whole quoted string that only names a secret. */
const QUOTED_SECRET = /(?<=["'])(?:[A-Z][A-Z0-9]*_)+(?:KEY|TOKEN|SECRET|PASSWORD)(?=["'])/g;

/** `export TOKEN=[Your token please]`: words in place of a value ask for one. */
const PROMPT = /(?<=^[ \t]*export[ \t]+([A-Za-z_]\w*)=)\[[A-Za-z][^\][\n"'`$*?\\<>{}]{0,80}\](?=[ \t]*(?:$|[;&#]))/gm;

/** Placeholders that are seen in the text alone, in the order of the text, none inside another. */
export function holesIn(text: string): readonly Placeholder[] {
  const found: Placeholder[] = [];
  const add = (pattern: RegExp, kind: Placeholder['kind']) => {
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const range = [from, from + match[0].length] as const;
      if (found.every(other => other.range[1] <= range[0] || other.range[0] >= range[1])) {
        found.push(hole(match[0], match[1] ?? match[2] ?? match[0], {kind, range}));
      }
    }
  };
  for (const {0: raw, 1: variable = '', index} of text.matchAll(PROMPT)) {
    const secret = namesSecret(variable) || isSecretName(variable) || namesSecret(raw);
    found.push({raw, name: placeholderName(variable), kind: 'angle', range: [index, index + raw.length], secret});
  }
  add(SHORTCODE, 'template');
  add(ANGLE, 'angle');
  add(TEMPLATE, 'template');
  add(DUMMY, 'dummy');
  add(QUOTED_SECRET, 'dummy');
  // The last letters of a template for `mktemp` are its own business.
  if (!/\bmktemp\b/.test(text)) add(CROSSES, 'dummy');
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

/** The text with each hole replaced. */
export function fillHoles(text: string, holes: readonly Placeholder[], by: (hole: Placeholder) => string): string {
  let out = '';
  let done = 0;
  for (const hole of holes) {
    out += text.slice(done, hole.range[0]) + by(hole);
    done = hole.range[1];
  }
  return out + text.slice(done);
}

function hole(raw: string, inner: string, at: Pick<Placeholder, 'kind' | 'range'>): Placeholder {
  const parts = at.kind === 'angle' ? inner.split('|').map(part => part.trim()) : [];
  const choices = parts.length > 1 && parts.every(part => part !== '') ? {choices: parts} : {};
  const name = nameOf(raw, inner, at.kind);
  return {raw, name, ...at, ...choices, secret: namesSecret(inner)};
}

function nameOf(raw: string, inner: string, kind: Placeholder['kind']): string {
  if (kind === 'dummy') return dummyName(inner);
  // `{{< param "version" >}}` is called by its last word.
  if (/^\{\{[<%]/.test(raw)) return placeholderName(inner.match(/[\w.-]*\w/g)?.at(-1) ?? 'value');
  return placeholderName(inner);
}

function dummyName(raw: string): string {
  return placeholderName(raw.replace(/^YOUR_/, '').replace(/_HERE$/, '')) || 'value';
}
