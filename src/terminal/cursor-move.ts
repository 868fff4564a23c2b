/** A place on the screen, from 0; -1 where nobody knows. */
export interface Place {
  readonly y: number;
  readonly x: number;
}

/** The shortest bytes that bring the cursor to `to`. Needs `\r` and `\n` only as every line discipline sends them. */
export function cursorMove(from: Place, to: Place): string {
  if (from.y === to.y && from.x === to.x) return '';
  const ways = [absolute(to)];
  if (from.y === to.y) ways.push(...alongRow(from.x, to.x));
  else if (from.y >= 0 && from.x === to.x) ways.push(csi(Math.abs(to.y - from.y), to.y > from.y ? 'B' : 'A'));
  if (from.y >= 0 && to.x === 0 && to.y >= from.y && to.y - from.y < 4) ways.push(`\r${'\n'.repeat(to.y - from.y)}`);
  return ways.reduce((best, way) => (way.length < best.length ? way : best));
}

function absolute(to: Place): string {
  if (to.x > 0) return `\u001b[${to.y === 0 ? '' : to.y + 1};${to.x + 1}H`;
  return `\u001b[${to.y === 0 ? '' : to.y + 1}H`;
}

function alongRow(from: number, to: number): string[] {
  const column = `\u001b[${to + 1}G`;
  if (from < 0) return [column];
  const back = from - to;
  return [column, csi(Math.abs(back), back > 0 ? 'D' : 'C'), ...(back > 0 && back < 4 ? ['\b'.repeat(back)] : [])];
}

function csi(count: number, final: string): string {
  return `\u001b[${count === 1 ? '' : count}${final}`;
}
