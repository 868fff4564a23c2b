const EDGES = 'sources|targets|terminal|journal|config|runner|runbooks|relay|demo|messages';
const WIRED = EDGES.replace('config|', '');

const rule = (name, comment, {from, to}) => ({name, comment, severity: 'error', from, to});
const stay = (folder, allowed, comment) =>
  rule(`${folder}-arrows`, comment, {
    from: {path: `^src/(${folder})/`},
    to: {path: '^src/', pathNot: `^src/(${allowed})/`},
  });

module.exports = {
  forbidden: [
    stay('core', 'core', 'core decides; what it needs from outside comes as an argument or through core/ports.ts.'),
    stay('engine', 'core|engine|lib', 'The engine meets the outside through core/ports.ts.'),
    {...stay(EDGES, 'core|lib|$1', 'Edges never import each other, the engine or the ui.'), name: 'edges-arrows'},
    stay('ui', 'core|engine|lib|ui', 'Views read the store and dispatch; they do no I/O.'),
    stay('lib', 'lib', 'lib has no idea this is an on-call tool.'),
    rule('core-is-pure', 'No node:, no npm but the schema library.', {
      from: {path: '^src/core/'},
      to: {dependencyTypes: ['core', 'npm'], pathNot: 'node_modules/valibot/'},
    }),
    rule('engine-has-no-node', 'Ask a port.', {from: {path: '^src/engine/'}, to: {dependencyTypes: ['core']}}),
    rule('ui-has-no-node', 'Ask the engine, or a port given to run.tsx.', {
      from: {path: '^src/ui/'},
      to: {dependencyTypes: ['core']},
    }),
    rule('lib-keeps-node-apart', 'The ui imports lib: what needs Node lives in lib/node/.', {
      from: {path: '^src/lib/', pathNot: '^src/lib/node/'},
      to: {dependencyTypes: ['core']},
    }),
    rule('lib-keeps-lib-node-apart', 'The ui imports lib: nothing outside lib/node/ may reach into it.', {
      from: {path: '^src/(lib|ui|engine)/', pathNot: '^src/lib/node/'},
      to: {path: '^src/lib/node/'},
    }),
    rule('cli-loads-ui-lazily', 'Ink costs hundreds of milliseconds; plain commands must not pay it.', {
      from: {path: '^src/cli/'},
      to: {path: '^src/ui/', dynamic: false, dependencyTypesNot: ['type-only']},
    }),
    rule('ink-stays-in-ui', 'Render through ui/run.tsx.', {
      from: {path: '^src/', pathNot: '^src/ui/'},
      to: {path: 'node_modules/(ink|ink-table|react)/', dynamic: false, dependencyTypesNot: ['type-only']},
    }),
    rule('views-are-islands', 'Share through ui/components.', {
      from: {path: '^src/ui/views/([^/]+)/'},
      to: {path: '^src/ui/views/', pathNot: '^src/ui/views/($1/|[^/]+[.]ts$)'},
    }),
    rule('one-composition-root', 'Only cli/wire.ts and cli/wire/ name concrete edges.', {
      from: {path: '^src/cli/', pathNot: '^src/cli/wire([.]ts$|/)'},
      to: {path: `^src/(${WIRED})/`},
    }),
    rule('tests-stay-out', 'The program never imports its tests, benches or build.', {
      from: {path: '^src/'},
      to: {path: '^(test|bench|scripts)/'},
    }),
    rule('no-dev-dependencies', 'What ships is a dependency.', {
      from: {path: '^src/'},
      to: {dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown']},
    }),
    rule('all-resolved', 'This module is not there.', {from: {}, to: {couldNotResolve: true}}),
    rule('no-cycles', 'Split the shared part out.', {from: {}, to: {circular: true}}),
  ],
  options: {
    tsConfig: {fileName: 'tsconfig.json'},
    tsPreCompilationDeps: true,
    doNotFollow: {path: 'node_modules'},
    exclude: {path: '^(dist/|test/fixtures/)'},
    enhancedResolveOptions: {exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types']},
  },
};
