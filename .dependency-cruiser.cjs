// Who may import whom, down to npm modules. The picture is in CONTRIBUTING.md.
const inPackage = (name) => (name === 'stacks' ? '^stacks/src/' : `^packages/${name}/src/`);

/** What each room may import of the other rooms. */
const mayImport = {
  core: [],
  kql: ['core'],
  azure: ['core'],
  detections: ['core', 'documents', 'kql'],
  documents: [],
  prerequisites: ['core', 'documents'],
  simulator: ['core'],
  ledgers: ['core'],
  'workspace-server': ['core', 'kql'],
  reporting: ['core', 'ledgers'],
  deployment: ['core'],
  consent: ['core', 'documents'],
  stacks: ['core', 'detections'],
};
const rooms = [...Object.keys(mayImport), 'cli'];

/** npm modules that one room alone may import: everything else goes through that room. */
const ownedModules = {
  kql: '^(@kusto/|re2js|hyparquet)',
  azure: '^@azure/',
  reporting: '^(handlebars|puppeteer-core|d3-|pdf-lib|@fontsource/|axe-core)',
  stacks: '^(cdktf|constructs|@cdktf/)',
  cli: '^(commander|p-limit)',
};

/** Tests and the folders that serve them; none is built into a package. */
const testsOnly = '(\\.test\\.ts$|/testing/)';

const inModules = (pattern) => pattern.replace('^', '(^|/)node_modules/');

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Reading and running KQL is recursive: an expression may hold a query, a query holds expressions. Inside those folders files may be, too.',
      severity: 'error',
      from: { pathNot: '^packages/kql/src/(plan|operators|functions)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(mayImport).map(([room, allowed]) => ({
      name: `${room}-imports-its-own-side-only`,
      severity: 'error',
      // Tests, and what only they use, may hold a room against its neighbours: a report against the simulator's truth, for one.
      from: { path: inPackage(room), pathNot: testsOnly },
      to: { path: rooms.filter((other) => other !== room && !allowed.includes(other)).map(inPackage) },
    })),
    ...Object.entries(ownedModules).map(([room, pattern]) => ({
      name: `${room}-alone-imports-its-modules`,
      severity: 'error',
      from: { path: rooms.filter((other) => other !== room).map(inPackage) },
      to: { path: inModules(pattern) },
    })),
    {
      name: 'no-provider-barrel',
      comment: 'The barrel of a provider costs two seconds and 400 MB; import lib/<resource>/index.js.',
      severity: 'error',
      from: {},
      to: { path: '@cdktf/provider-(azurerm|azuread)/(index|lib/index)\\.(js|d\\.ts)$' },
    },
    {
      name: 'packages-by-their-front-door',
      comment: 'Another room is imported by its index only.',
      severity: 'error',
      from: { path: '^(packages/([^/]+)|stacks)/src/' },
      to: { path: '^(packages/(?!$2/)[^/]+|stacks)/src/(?!index\\.ts$)', pathNot: '^$1/src/' },
    },
    { name: 'not-to-tests', severity: 'error', from: { pathNot: '\\.test\\.ts$' }, to: { path: '\\.test\\.ts$' } },
    {
      name: 'not-to-testing',
      severity: 'error',
      from: { path: '/src/', pathNot: [testsOnly, '/operators/cases/'] },
      to: { path: ['/src/testing/', '/src/.*/testing/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@mxdr/source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
