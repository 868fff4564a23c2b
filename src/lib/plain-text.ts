import {feeder} from './feeder.js';
import {NEEDS_CARE, visible} from './visible.js';

export interface PlainTextOptions {
  /** Keeps line ends; without it they are shown as `␊`. */
  readonly multiline?: boolean;
  /** At most this many UTF-16 units come back, the last of them `…` where text was cut. */
  readonly maxLength?: number;
}

const ASCII = /^[ -~]*$/;
const SPLITTABLE = /^(?!<U\+[0-9A-F]{4,6}>$)[ -~]+$/;

/**
 * Remote text (labels, annotations, vendor answers) as text and nothing else: control sequences are removed, other
 * controls become control pictures, invisible and reordering characters become `<U+202E>`. Safe to print anywhere, and
 * unchanged by a second pass.
 */
export function plainText(s: string, options: PlainTextOptions = {}): string {
  const max = options.maxLength ?? Number.POSITIVE_INFINITY;
  const head = s.length > max ? s.slice(0, max + 1) : s;
  if (ASCII.test(head) || !NEEDS_CARE.test(head)) return head.length > max ? shorten(head, max) : head;
  const out = limitedText(max);
  const shown = visible(out.emit, {lines: options.multiline ?? false});
  feeder(shown)(s, out.full);
  shown.finish();
  return out.text();
}

/** Collects tokens up to `max` units; never cuts inside a token that stands for one character. */
function limitedText(max: number) {
  let out = '';
  let end = 0;
  return {
    emit(token: string) {
      if (out.length < max) end = out.length;
      out += token;
      if (out.length > max && end < max && SPLITTABLE.test(token)) end = max - 1;
    },
    full: () => out.length > max,
    text: () => (out.length > max ? `${out.slice(0, end)}…`.slice(0, max) : out),
  };
}

function shorten(text: string, max: number): string {
  if (max < 1) return '';
  const cut = text.slice(0, max - 1);
  return /[\ud800-\udbff]$/.test(cut) ? `${cut.slice(0, -1)}…` : `${cut}…`;
}
