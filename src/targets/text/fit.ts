/** Cuts texts to what a target takes, and remembers which. */
export interface Fitter {
  /** At most `most` code points, the note that says so among them. `what` names it for the remark: `the title`. */
  fit(what: string, text: string, most: number): string;
  /** For {@link TargetResult.remark}; undefined when nothing was cut. */
  remark(): string | undefined;
}

export interface FitOptions {
  /** What a code point takes of the room; 1 unless said otherwise. For escaped text: the length of its escape. */
  readonly sizeOf?: (codePoint: string) => number;
}

export function fitter(options: FitOptions = {}): Fitter {
  const cut: string[] = [];
  return {
    fit(what, text, most) {
      const fitted = fit(text, most, options);
      if (fitted !== text) cut.push(`${what} was cut to ${most} characters`);
      return fitted;
    },
    remark: () => (cut.length === 0 ? undefined : cut.join('; ')),
  };
}

/** The text, or as much of its beginning as leaves room for a note of how much is missing. Never half a code point. */
export function fit(text: string, most: number, {sizeOf = () => 1}: FitOptions = {}): string {
  const points = Array.from(text);
  const sizes = points.map(sizeOf);
  if (sum(sizes) <= most) return text;
  const longest = noteFor(points.length, most);
  const room = most - longest.length;
  let used = 0;
  let kept = 0;
  while (kept < points.length && used + (sizes[kept] ?? 0) <= room) {
    used += sizes[kept] ?? 0;
    kept += 1;
  }
  const head = points.slice(0, kept).join('').trimEnd();
  return `${head}${noteFor(points.length - kept, most)}`;
}

const ROOMY = 120;
const TIGHT = 20;

/** Shorter where there is little room; the count is that of code points. */
function noteFor(missing: number, most: number): string {
  if (most >= ROOMY) return `… [cut: ${missing} more characters]`;
  if (most >= TIGHT) return '… [cut]';
  return most > 0 ? '…' : '';
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
