import {feeder} from './feeder.js';
import {visible} from './visible.js';

export interface TextFilterOptions {
  /** Whether colours and the like (SGR) stay in; everything else is text either way. */
  readonly sgr: 'strip' | 'keep';
  /** Leaves CR in for a reader that overwrites its line; else CRLF is a line end and a lone CR is shown. */
  readonly keepReturn?: boolean;
  /** Leaves TAB in for a reader that knows the column; else it is a space. */
  readonly keepTab?: boolean;
}

export interface TextFilter {
  /** Text that is certain by now; bytes are UTF-8. */
  push(chunk: string | Uint8Array): string;
  /** What was held back, and a reset where colours were left open. */
  end(): string;
}

/**
 * The filter of `plainText` for output that arrives in pieces: lines stay, and the result does not depend on where the
 * input was split, not even inside a character.
 */
export function createTextFilter(options: TextFilterOptions): TextFilter {
  let out = '';
  let coloured = false;
  const emit = (text: string) => {
    out += text;
  };
  const shown = visible(emit, {
    lines: true,
    keepReturn: options.keepReturn ?? false,
    keepTab: options.keepTab ?? false,
  });
  const feed = feeder(shown, params => {
    const safe = options.sgr === 'keep' ? withoutConceal(params) : undefined;
    if (safe === undefined) return;
    shown.finish();
    coloured = safe !== '' && safe !== '0';
    emit(`\u001b[${safe}m`);
  });
  const decode = codePoints();
  const take = () => {
    const taken = out;
    out = '';
    return taken;
  };
  return {
    push(chunk) {
      feed(decode.push(chunk));
      return take();
    },
    end() {
      feed(decode.end());
      shown.finish();
      if (coloured) emit('\u001b[0m');
      coloured = false;
      return take();
    },
  };
}

/** Whole code points out of chunks that may end inside one. */
function codePoints() {
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
  let high = '';
  return {
    push(chunk: string | Uint8Array): string {
      const text = high + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true}));
      high = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : '';
      return high === '' ? text : text.slice(0, -1);
    },
    end(): string {
      const text = high + decoder.decode();
      high = '';
      return text;
    },
  };
}

/** Hidden text (SGR 8) would let output say one thing and carry another; undefined where nothing else was asked for. */
function withoutConceal(params: string): string | undefined {
  const parts = params.split(';');
  const kept: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const taken = parts.slice(at, at + lengthAt(parts, at));
    at += taken.length;
    if (taken.length > 1 || Number(taken[0]) !== 8) kept.push(...taken);
  }
  return kept.length === 0 ? undefined : kept.join(';');
}

/** `38;5;n` and `38;2;r;g;b` are one attribute. */
function lengthAt(parts: readonly string[], at: number): number {
  if (!['38', '48', '58'].includes(parts[at] ?? '')) return 1;
  if (parts[at + 1] === '5') return 3;
  return parts[at + 1] === '2' ? 5 : 1;
}
