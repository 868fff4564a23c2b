import {fillHoles, holesIn} from '../fill/holes.js';

const MASK = /WKPLACEHOLDER(\d+)Q/;

/** A statement in which every `<placeholder>` is an ordinary word, and the way back. */
export interface Masked {
  readonly text: string;
  unmask(text: string): string;
}

/** Words instead of placeholders: `<pod>` would read as two redirections. */
export function masked(text: string): Masked {
  const holes = holesIn(text);
  const names = holes.map(({raw}) => raw);
  const numbers = new Map(holes.map((hole, index) => [hole, index]));
  return {
    text: fillHoles(text, holes, hole => `WKPLACEHOLDER${numbers.get(hole)}Q`),
    unmask: shown => shown.replaceAll(new RegExp(MASK, 'g'), (whole, index) => names[Number(index)] ?? whole),
  };
}

export function isMasked(text: string): boolean {
  return MASK.test(text);
}
