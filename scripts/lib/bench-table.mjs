/** @typedef {import('../../bench/bench-row.js').BenchResult & {name: string, budget: string}} Row */

/** The rows of a run as Markdown. @param {readonly Row[]} rows */
export function benchTable(rows) {
  const lines = rows.map(row =>
    ['', row.name, figureOf(row), row.budget, VERDICTS[row.verdict], ''].map(cell).join(' | ').trim(),
  );
  return ['| what | figure | budget | |', '|---|--:|---|---|', ...lines, ''].join('\n');
}

const VERDICTS = {pass: 'holds', fail: 'missed', skip: 'not measured'};

/** With what it is set against in the same run. @param {Pick<Row, 'figure' | 'unit' | 'ratio'>} row */
export function figureOf({figure, unit, ratio}) {
  if (Number.isNaN(figure) || figure === null) return '-';
  const number = figure.toLocaleString('en', {maximumFractionDigits: figure < 100 ? 1 : 0});
  return `${number} ${unit}${ratio === undefined ? '' : ` (${ratio.toFixed(2)}x)`}`;
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|');
}
