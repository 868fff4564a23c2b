/**
 * An esbuild plugin that leaves out `when-exit`, which conf's writer brings along: it answers every signal by sending
 * the process the same one again, so that the first `ctrl-c` could not be taken as a request to stop. We never write
 * through conf, so there is nothing that it would have to clean up.
 *
 * @returns {import('esbuild').Plugin}
 */
export function ownSignals() {
  return {
    name: 'own-signals',
    setup(build) {
      build.onResolve({filter: /^when-exit$/}, ({path}) => ({path, namespace: 'own-signals'}));
      build.onLoad({filter: /.*/, namespace: 'own-signals'}, () => ({
        contents: 'export default () => () => undefined;',
      }));
    },
  };
}
