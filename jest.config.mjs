import { availableParallelism } from 'node:os';

// Three kinds of tests, told apart by their names: `x.spec.ts` is pure, `x.db.spec.ts` needs Postgres and Redis,
// `e2e/*.e2e.spec.ts` talks to the whole platform through the gateway.

/** Node can `require` modules of ECMAScript since 20.19, Jest cannot before Node 24: these are turned into CommonJS for it. */
const esmThatCommonJsRequires = ['content-disposition'];

export const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@guildhall/messages/(.*)$': '<rootDir>/libs/messages/src/$1/index.ts',
    '^@guildhall/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/var'],
  transformIgnorePatterns: [`/node_modules/(?!(${esmThatCommonJsRequires.join('|')})/)`],
  transform: {
    [`/node_modules/(${esmThatCommonJsRequires.join('|')})/.+\\.js$`]: [
      '@swc/jest',
      { swcrc: false, module: { type: 'commonjs' }, jsc: { target: 'es2022' } },
    ],
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
};

export const servers = {
  globalSetup: '<rootDir>/tools/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/tools/testing/global-teardown.mjs',
};

export default {
  testTimeout: 20_000,
  // Jest leaves one core idle. Tests wait a lot for servers and processes, so there is one worker more than there are cores, and
  // one that has grown by all the modules it loaded is replaced.
  maxWorkers: availableParallelism() + 1,
  workerIdleMemoryLimit: '1500MB',
  testSequencer: '<rootDir>/tools/testing/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'pure',
      roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
      testRegex: '.*(?<!\\.db)\\.spec\\.ts$',
    },
    {
      ...shared,
      ...servers,
      displayName: 'db',
      roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
      testRegex: '.*\\.db\\.spec\\.ts$',
    },
    { ...shared, ...servers, displayName: 'e2e', roots: ['<rootDir>/e2e'], testRegex: '.*\\.e2e\\.spec\\.ts$' },
  ],
};
