import {words, wordsOf} from '../../lib/server-words.js';

/**
 * What a vendor says in the body of an error, as one line that is safe to show: `{message}`, `{error}`, `{error:
 * {message, errors}}`, `{errors: [...]}`, `{errors: {field: text}}`, `{errorMessages: [...]}`, a JSON string or plain text.
 */
export function said(body: string, json: unknown, contentType: string): string {
  const texts = textsIn(json, 0);
  return texts.length === 0 ? wordsOf(body, contentType) : words([...new Set(texts)].join('; '));
}

const NAMES = ['message', 'error', 'detail', 'title', 'error_description', 'errorMessages', 'errors'];
const DEEPEST = 3;

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap(item => textsIn(item, depth + 1));
  const named = Object.entries(value).filter(([name]) => NAMES.includes(name));
  if (named.length > 0 || depth === 0) return named.flatMap(([name, inner]) => errorsIn(name, inner, depth + 1));
  return [];
}

/** Errors by the name of what is wrong keep that name. */
function errorsIn(name: string, value: unknown, depth: number): readonly string[] {
  if (name !== 'errors' || typeof value !== 'object' || value === null || Array.isArray(value))
    return textsIn(value, depth);
  return Object.entries(value).flatMap(([field, inner]) => textsIn(inner, depth).map(text => `${field}: ${text}`));
}
