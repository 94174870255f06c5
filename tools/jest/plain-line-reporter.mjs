// @ts-check
// A jest reporter: closes a run with one plain line that any tool, and any eye, can read.
export default class PlainLineReporter {
  /**
   * @param {unknown} _contexts
   * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numRuntimeErrorTestSuites: number }} results
   */
  onRunComplete(_contexts, results) {
    // jest's own summary comes after all reporters.
    process.once('exit', () => console.log(`\n${plainLine(results)}`))
  }
}

/**
 * A suite that could not even start counts as one failure, so that a broken run never reads as a clean one.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numRuntimeErrorTestSuites: number }} results
 */
export function plainLine(results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
  return `${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests} skipped`
}
