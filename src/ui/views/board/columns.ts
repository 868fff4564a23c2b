/** How wide each column of the board is; 0 leaves a column out. */
export interface Columns {
  readonly style: 'narrow' | 'medium' | 'wide';
  readonly state: number;
  readonly name: number;
  readonly place: number;
  readonly summary: number;
  readonly count: number;
  readonly age: number;
}

/** Cursor, mark, severity and shape. */
const HEAD = {narrow: 5, medium: 6, wide: 6} as const;

/** The columns that fit a screen: names first, then where it is, then what it says. */
export function columnsFor(width: number): Columns {
  if (width < 72) return narrow(width);
  const style = width < 100 ? 'medium' : 'wide';
  const state = style === 'medium' ? 13 : 15;
  const [count, age] = [5, 5];
  const rest = width - HEAD[style] - state - count - age - 2;
  if (style === 'medium')
    return {style, state, count, age, summary: 0, name: rest - Math.floor(rest * 0.46), place: Math.floor(rest * 0.46)};
  // On a very wide screen few summaries need the rest: names are shown whole first.
  const isVast = width >= 160;
  const place = isVast ? Math.min(56, Math.floor(width * 0.25)) : Math.floor(width * 0.2);
  const name = isVast ? Math.min(56, Math.floor(width * 0.25)) : Math.floor(width * 0.21);
  return {style, state, name, place, count, age, summary: rest - name - place};
}

function narrow(width: number): Columns {
  const [state, count, age] = [5, 4, 4];
  const rest = width - HEAD.narrow - state - count - age - 2;
  const place = Math.max(8, Math.floor(rest * 0.34));
  return {style: 'narrow', state, count, age, place, summary: 0, name: rest - place};
}
