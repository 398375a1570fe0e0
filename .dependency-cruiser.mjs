// Layers, top imports bottom only:
//   apps → service → jobs, event-log → rpc, database, audit, storage, auth → observability, redis, envelope → messages
//   → config, errors, clock, fault-points, pdf, statistics
const LAYERS = [
  ['service'],
  ['jobs', 'event-log'],
  ['rpc', 'database', 'audit', 'storage', 'auth'],
  ['observability', 'redis', 'envelope'],
  ['messages'],
  ['config', 'errors', 'clock', 'fault-points', 'pdf', 'statistics'],
];

const SPECS = '[.]spec[.]ts$|/test/';
const libsOf = (layers) => `^libs/(${layers.flat().join('|')})/`;

/** Nothing below may import a layer above it. */
const layerRules = LAYERS.slice(1).map((layer, index) => ({
  name: `layer-${layer.join('-')}`,
  comment: `${layer.join(', ')} lie below ${LAYERS.slice(0, index + 1)
    .flat()
    .join(', ')}.`,
  severity: 'error',
  from: { path: libsOf([layer]), pathNot: SPECS },
  to: { path: libsOf(LAYERS.slice(0, index + 1)) },
}));

export default {
  forbidden: [
    ...layerRules,
    {
      name: 'libs-know-no-apps',
      comment: 'A library is infrastructure; it knows neither the services nor the tools that use it.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `${SPECS}|^libs/testing/` },
      to: { path: '^(apps|tools|e2e)/' },
    },
    {
      name: 'apps-know-no-other-app',
      comment: 'Services talk over RPC and events, whose messages live in libs/messages.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/all-in-one/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'all-in-one-only-starts',
      comment: 'all-in-one knows how a service is started and configured, and nothing else of it.',
      severity: 'error',
      from: { path: '^apps/all-in-one/' },
      to: { path: '^apps/', pathNot: '^apps/all-in-one/|^apps/[^/]+/src/(start-[a-z-]+|[a-z-]+[.]config)[.]ts$' },
    },
    {
      name: 'apps-know-no-tools',
      severity: 'error',
      from: { path: '^apps/', pathNot: SPECS },
      to: { path: '^(tools|e2e)/' },
    },
    {
      name: 'libraries-by-their-name',
      comment: 'Import what a library offers in its index, not its files.',
      severity: 'error',
      from: { path: '^(apps|tools|e2e)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index[.]ts$', '^libs/[^/]+/src/[^/]+/index[.]ts$'] },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { pathNot: `${SPECS}|^libs/testing/|^e2e/|^tools/(crash|bench|testing)/` },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'web-asks-over-http',
      comment: 'The browser knows the public API and nothing behind it.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|tools|e2e)/' },
    },
    {
      name: 'only-repositories-query',
      comment: 'SQL lives in repositories; others may know entities, transactions and migrations.',
      severity: 'error',
      from: {
        path: '^apps/',
        pathNot: `${SPECS}|[.](repository|entity|entities)[.]ts$|/database/|/migrations/`,
      },
      to: { path: '^node_modules/(typeorm|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'Types that refer to each other are gone at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-development-packages-at-run-time',
      comment: 'What the web client uses is in its bundle.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: `${SPECS}|^libs/testing/|^apps/web/` },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: '^(dist|var)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
