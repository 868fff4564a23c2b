import {plainText} from './plain-text.js';

const LONGEST = 300;

/** Someone else's text as one short line that is safe to show, without a full stop. */
export function words(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(/\s+/g, ' ')
    .trim();
  return plainText(line, {maxLength: LONGEST}).replace(/\.$/, '');
}

/** What a server says in an error body: a JSON string, `{code, message}`, `{error}`, or plain text; never a web page. */
export function wordsOf(body: string, contentType: string): string {
  const text = body.trim();
  if (text.startsWith('<') || contentType.includes('html')) return '';
  return words(fromJson(text) ?? text);
}

function fromJson(text: string): string | undefined {
  if (!/^["{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
    if (value === null || typeof value !== 'object') return undefined;
    const said = 'message' in value ? value.message : 'error' in value && value.error;
    return typeof said === 'string' ? said : undefined;
  } catch {
    return undefined;
  }
}
