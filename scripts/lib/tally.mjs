/** @typedef {{passed: number, failed: number, skipped: number}} Tally */

/**
 * What vitest's JSON report counts. A file that could not even be loaded has no tests to fail, so it counts as one.
 *
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: readonly {status: string, assertionResults: readonly {status: string}[]}[]}} report
 * @returns {Tally}
 */
export function tallyTests(report) {
  const broken = report.testResults.filter(
    ({status, assertionResults}) =>
      status === 'failed' && assertionResults.every(assertion => assertion.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sumTallies(tallies) {
  const sum = {passed: 0, failed: 0, skipped: 0};
  for (const {passed, failed, skipped} of tallies) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** @param {Tally} tally */
export function tallyLine({passed, failed, skipped}) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
