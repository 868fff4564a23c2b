/** @typedef {{name: string, assertionResults: readonly {status: string, fullName: string}[], status: string}} TestFile */
/** @typedef {{what: string, files: readonly RegExp[]}} Group */
/** @typedef {{group: string, name: string, result: 'passed' | 'failed' | 'skipped'}} Case */

/**
 * What the suites of faults and attacks are about. A file counts for the first group that names it.
 *
 * @type {readonly Group[]}
 */
export const GROUPS = [
  {
    what: 'processes killed at any moment, at writes of the journal and between a page and its receipt',
    files: [/faults\/kill/, /journal\/(crash|torn-tail|salvage)/, /backbone\/journal-crash/],
  },
  {
    what: 'disks that are full, fail, or write a part',
    files: [/faults\/(full-disk|failing-disk)/, /(journal|runner)\/(full-disk|faults)/, /disk-full-night/],
  },
  {
    what: 'servers that hang, lie, restart, are cut off or are something else',
    files: [
      /faults\/(bad-servers|changing-alertmanager|stopped-relay)/,
      /e2e\/(chaos|cluster|lease|look-alikes|relay|prometheus|keeping)/,
      /redis\/redis-|lease\/(partition|redis-away)/,
      /scenarios\/bad-weather/,
    ],
  },
  {
    what: 'signals, terminals, input, output and lines that go, and steps that outlive them',
    files: [
      /faults\/(leaving|lost-output|terminals|cut-line)/,
      /runner\/host\//,
      /e2e\/(suspend|hands|second-cockpit|parallel-commands|runbook-run)/,
      /terminal\/leaving/,
    ],
  },
  {what: 'clocks that are set while the watch goes on', files: [/faults\/clock-jumps/, /lib\/steady-time/]},
  {what: 'configurations and places that are wrong', files: [/faults\/bad-configuration/]},
  {
    what: 'text from outside that tries to steer the terminal',
    files: [/attacks\/(screens|commands)/, /text-filter|control-strings/],
  },
  {
    what: 'labels, values, names and runbooks that try to run or to read something',
    files: [/attacks\/(paths|prototype-keys)/, /runbooks\/hostile/, /fill\/(hostile-values|traps)/],
  },
  {
    what: 'bombs: patterns, nesting, aliases, sizes',
    files: [/attacks\/(patterns|bombs)/, /runbooks\/too-long/, /http\/read-body/, /feed\/too-deep/],
  },
  {what: 'secrets looked for in files, arguments, logs and messages', files: [/attacks\/tokens/]},
];

/**
 * Every case of those groups in what vitest reports as JSON: its title says what is expected.
 *
 * @param {readonly {testResults: readonly TestFile[]}[]} reports
 * @returns {readonly Case[]}
 */
export function casesOf(reports) {
  return reports.flatMap(({testResults}) =>
    testResults.flatMap(file => {
      const group = GROUPS.find(({files}) => files.some(name => name.test(file.name)));
      return group === undefined ? [] : casesIn(file, group.what);
    }),
  );
}

/** A file that could not even be loaded is a case that failed. @param {TestFile} file @param {string} group @returns {readonly Case[]} */
function casesIn({name, status, assertionResults}, group) {
  if (status === 'failed' && assertionResults.every(one => one.status !== 'failed')) {
    return [{group, name: `${name} is loaded`, result: 'failed'}];
  }
  return assertionResults.map(({fullName, status: result}) => ({group, name: fullName, result: resultOf(result)}));
}

/** @param {string} status @returns {Case['result']} */
function resultOf(status) {
  return status === 'passed' || status === 'failed' ? status : 'skipped';
}

/** A row for each group that has cases. @param {readonly Case[]} cases */
export function reliabilityTable(cases) {
  const rows = GROUPS.map(({what}) => ({what, own: cases.filter(({group}) => group === what)}))
    .filter(({own}) => own.length > 0)
    .map(({what, own}) => row(what, own));
  return [
    '| what goes wrong | cases | held | failed | skipped |',
    '|---|--:|--:|--:|--:|',
    ...rows,
    row('all', cases),
    '',
  ].join('\n');
}

/** @param {string} what @param {readonly Case[]} cases */
function row(what, cases) {
  /** @param {Case['result']} wanted */
  const count = wanted => cases.filter(({result}) => result === wanted).length;
  return `| ${what} | ${cases.length} | ${count('passed')} | ${count('failed')} | ${count('skipped')} |`;
}
