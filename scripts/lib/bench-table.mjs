/** @typedef {import('../../bench/bench-row.js').BenchResult & {name: string, budget: string}} Row */
/** @typedef {{node: string, platform: string, processors: number, rows: readonly Row[]}} Run */

/** Where a run was made and what it measured, as Markdown. @param {Run} run */
export function benchPart({node, platform, processors, rows}) {
  const where = `Measured with Node ${node.replace(/^v/, '')} on ${platform} with ${processors} processors.`;
  return `${where}\n\n${benchTable(rows)}`;
}

/** Runs as one: of a row that was measured more than once, the last counts. @param {readonly Run[]} runs @returns {Run} */
export function joinRuns(runs) {
  const [first] = runs;
  if (first === undefined) throw new Error('there is no run to join');
  const rows = new Map(runs.flatMap(run => run.rows.map(row => [row.name, row])));
  return {...first, rows: [...rows.values()]};
}

/** The rows of a run as Markdown. @param {readonly Row[]} rows */
export function benchTable(rows) {
  const lines = rows.map(row =>
    ['', row.name, figureOf(row), row.budget, verdictOf(row), ''].map(cell).join(' | ').trim(),
  );
  return ['| what | figure | budget | |', '|---|--:|---|---|', ...lines, ''].join('\n');
}

const VERDICTS = {pass: 'holds', fail: 'missed', skip: 'not measured'};

/** What did not hold says why. @param {Row} row */
function verdictOf({verdict, detail}) {
  return verdict === 'pass' || detail === undefined ? VERDICTS[verdict] : `${VERDICTS[verdict]}: ${detail}`;
}

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
