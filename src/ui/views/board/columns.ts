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

/** How many cells most rows would fill, by column. */
export interface Needs {
  readonly name: number;
  readonly place: number;
  readonly count: number;
}

/** Cursor, mark, severity and shape. */
const HEAD = {narrow: 5, medium: 6, wide: 6} as const;

/** The columns that fit a screen: names first, then where it is, then what it says. */
export function columnsFor(width: number, needs: Needs): Columns {
  if (width < 72) return narrow(width);
  if (width < 100) return medium(width, needs);
  const style = 'wide';
  const state = 15;
  const [count, age] = [5, 5];
  const rest = width - HEAD[style] - state - count - age - 2;
  // On a very wide screen few summaries need the rest: names are shown whole first.
  const isVast = width >= 160;
  const place = isVast ? Math.min(56, Math.floor(width * 0.25)) : Math.floor(width * 0.2);
  const name = isVast ? Math.min(56, Math.floor(width * 0.25)) : Math.floor(width * 0.21);
  return {style, state, name, place, count, age, summary: rest - name - place};
}

/** A shorter summary says nothing. */
const LEAST_SUMMARY = 13;
/** To this the place is cut, where that makes room for a summary. */
const LEAST_PLACE = 16;
/** Widths go in steps, so that not every new row shifts the table. */
const STEP = 2;

/** What most rows leave blank beside their names and places becomes a summary, where that is enough for one. */
function medium(width: number, needs: Needs): Columns {
  const style = 'medium';
  const [state, age] = [13, 4];
  const count = needs.count === 0 ? 0 : needs.count + 1;
  const rest = width - HEAD[style] - state - count - age - 2;
  const share = Math.floor(rest * 0.46);
  const name = Math.min(stepped(needs.name + 1), rest - share);
  const wanted = Math.min(stepped(needs.place), share);
  const place = Math.min(wanted, Math.max(LEAST_PLACE, rest - name - LEAST_SUMMARY));
  const summary = rest - name - place;
  if (summary >= LEAST_SUMMARY) return {style, state, name, place, summary, count, age};
  return {style, state, name: rest - share, place: share, summary: 0, count, age};
}

function stepped(width: number): number {
  return Math.ceil(width / STEP) * STEP;
}

function narrow(width: number): Columns {
  const [count, age] = [4, 4];
  // Room for an owner and the time that is left, where the name keeps enough.
  const state = width < 56 ? 5 : 8;
  const rest = width - HEAD.narrow - state - count - age - 2;
  const place = Math.max(8, Math.floor(rest * 0.34));
  return {style: 'narrow', state, count, age, place, summary: 0, name: rest - place};
}
