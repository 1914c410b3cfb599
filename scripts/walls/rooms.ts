/** A room: the path of its files, and the rooms and packages that they are allowed to import. */
export interface Room {
  /** A folder or a file, from the project's root. The longest path that contains a file determines its room. */
  readonly path: string
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
}

const engine = ['base', 'model', 'kit-operators', 'plan', 'run'] as const
const core = [
  ...engine,
  'time',
  'gateway',
  'commands',
  'upstream',
  'msw',
  'sockets',
  'stdio',
  'intercept',
  'answers',
  'facts',
  'flavor-facts',
  'framing',
  'dialect',
  'verdict',
] as const
const face = [...core, 'providers', 'chaos', 'brownout', 'index', 'faults', 'recipes', 'kit'] as const
const report = ['report-data', 'report-record', 'report-text', 'report-files'] as const

/**
 * Each room and its allowed imports, in addition to itself. Arrows point inward only: no two rooms import each other, and a test
 * checks that this table has no circle either. `node:*` means all of Node's own modules.
 */
export const rooms: Readonly<Record<string, Room>> = {
  base: { path: 'src/engine/base', rooms: [], packages: ['zod', 'seedrandom', 'fastest-levenshtein', 're2js'] },
  model: { path: 'src/engine/model', rooms: ['base'], packages: ['zod'] },
  'kit-operators': { path: 'src/engine/kit', rooms: ['base', 'model'], packages: ['zod', 'tokenx'] },
  plan: { path: 'src/engine/plan', rooms: ['base', 'model', 'kit-operators'], packages: ['zod'] },
  run: { path: 'src/engine/run', rooms: ['base', 'model', 'kit-operators', 'plan'], packages: ['zod'] },
  framing: { path: 'src/providers/framing', rooms: engine, packages: ['eventsource-encoder'] },
  dialect: { path: 'src/providers/dialect', rooms: [...engine, 'framing'], packages: ['zod'] },
  facts: { path: 'src/providers/facts.ts', rooms: ['model'], packages: [] },
  'flavor-facts': { path: 'src/providers/flavor-facts.ts', rooms: ['model', 'facts'], packages: [] },
  'other-hosts': { path: 'src/providers/other-hosts.ts', rooms: [], packages: [] },
  'tool-hosts': { path: 'src/providers/tool-hosts.ts', rooms: [], packages: [] },
  verdict: { path: 'src/property/verdict', rooms: engine, packages: ['zod'] },
  kit: { path: 'src/kit.ts', rooms: [...engine, 'framing', 'dialect', 'verdict'], packages: [] },
  providers: {
    path: 'src/providers',
    rooms: ['kit', 'facts', 'flavor-facts'],
    packages: ['zod', '@smithy/eventstream-codec'],
  },
  faults: { path: 'faults', rooms: ['kit'], packages: ['zod'] },
  recipes: { path: 'recipes', rooms: ['kit', 'faults'], packages: ['zod'] },
  answers: { path: 'src/answers', rooms: engine, packages: ['zod'] },
  drift: { path: 'src/drift', rooms: engine, packages: ['zod'] },
  time: { path: 'src/time', rooms: engine, packages: [] },
  gateway: { path: 'src/gateway', rooms: [...engine, 'time', 'facts', 'flavor-facts', 'other-hosts', 'tool-hosts'], packages: [] },
  commands: { path: 'src/commands', rooms: ['time'], packages: ['cross-spawn', 'node:*'] },
  upstream: { path: 'src/upstream', rooms: [...engine, 'time', 'gateway', 'commands'], packages: ['zod', 'node:*'] },
  msw: { path: 'src/msw', rooms: [...engine, 'time', 'gateway'], packages: ['msw'] },
  sockets: { path: 'src/sockets', rooms: [...engine, 'time', 'gateway'], packages: ['node:*'] },
  stdio: { path: 'src/stdio', rooms: [...engine, 'time', 'gateway'], packages: ['node:*'] },
  intercept: { path: 'src/intercept', rooms: [...engine, 'time', 'gateway', 'sockets', 'stdio'], packages: ['msw'] },
  chaos: { path: 'src/chaos', rooms: core, packages: ['msw'] },
  brownout: { path: 'src/brownout.ts', rooms: ['chaos'], packages: [] },
  config: { path: 'src/config', rooms: engine, packages: ['zod'] },
  index: { path: 'src/index.ts', rooms: [...core, 'providers', 'chaos', 'brownout', 'config', 'drift'], packages: [] },
  processes: { path: 'src/processes', rooms: [...core, 'chaos'], packages: ['node:*'] },
  otlp: { path: 'src/otlp', rooms: [...engine, 'facts'], packages: [] },
  telemetry: { path: 'src/telemetry', rooms: [...engine, 'chaos', 'otlp'], packages: [] },
  import: { path: 'src/import', rooms: [...engine, 'facts', 'faults', 'otlp'], packages: ['zod'] },
  reproduce: { path: 'src/reproduce', rooms: [], packages: [] },
  export: { path: 'src/export', rooms: [...engine, 'otlp'], packages: ['zod'] },
  properties: { path: 'src/property/properties', rooms: ['kit'], packages: ['zod'] },
  trial: { path: 'src/property/trial', rooms: [...engine, 'time', 'verdict', 'faults', 'chaos'], packages: [] },
  property: { path: 'src/property', rooms: [...face, 'trial', 'properties'], packages: ['zod', 'fast-check'] },
  demo: { path: 'src/demo', rooms: [...face, 'properties', 'trial', 'property', 'own-app'], packages: ['zod', 'node:*'] },
  'demo-data': { path: 'src/demo/data', rooms: ['report-data'], packages: [] },
  'demo-record': {
    path: 'src/demo/record',
    rooms: [...face, 'trial', 'property', 'demo', 'demo-data', 'report-data', 'report-record'],
    packages: [],
  },
  'demo-page': { path: 'src/demo/page', rooms: ['report-data', 'waterfall', 'report-page', 'demo-data'], packages: ['preact'] },
  server: { path: 'src/server', rooms: [...face, 'report-files'], packages: ['zod', 'node:*'] },
  'control-page': { path: 'src/server/page', rooms: [...engine, 'server', 'control-client', 'report-page'], packages: ['preact'] },
  'control-client': { path: 'src/control-client', rooms: [...engine, 'server'], packages: [] },
  browser: { path: 'src/browser', rooms: [...engine, 'chaos'], packages: ['msw'] },
  playwright: { path: 'src/playwright', rooms: ['control-client', 'server'], packages: ['@playwright/test'] },
  vitest: { path: 'src/vitest', rooms: [...face, 'properties', 'property', ...report], packages: ['msw', 'vitest', 'node:*'] },
  'own-app': { path: 'src/own-app', rooms: ['base', 'time', 'facts', 'flavor-facts'], packages: ['node:*'] },
  explore: {
    path: 'src/explore',
    rooms: [...face, 'trial', 'property', 'own-app', 'report-data', 'report-record', 'report-files'],
    packages: ['node:*'],
  },
  'program-matrix': {
    path: 'src/program-matrix',
    rooms: [...engine, 'chaos', 'facts', 'verdict', 'property', 'server', 'control-client', 'processes', 'commands'],
    packages: ['node:*'],
  },
  cli: {
    path: 'src/cli',
    rooms: [
      ...face,
      'config',
      'properties',
      'property',
      'demo',
      'demo-data',
      'demo-record',
      'explore',
      'server',
      'control-client',
      'processes',
      'program-matrix',
      'vitest',
      'import',
      'reproduce',
      'export',
      'otlp',
      'telemetry',
      'examples',
      ...report,
    ],
    packages: ['commander', 'zod', 'node:*'],
  },
  examples: { path: 'examples', rooms: ['index', 'faults', 'property', 'playwright', 'browser', 'program-matrix'], packages: ['*'] },
  'report-data': { path: 'src/report/data', rooms: [...engine, 'property'], packages: ['zod'] },
  'report-record': { path: 'src/report/record', rooms: [...face, 'trial', 'property', 'report-data'], packages: [] },
  waterfall: { path: 'src/report/waterfall', rooms: ['report-data'], packages: ['preact', 'd3-scale'] },
  'report-page': { path: 'src/report/page', rooms: ['report-data', 'waterfall'], packages: ['preact'] },
  'report-text': { path: 'src/report/text', rooms: ['report-data'], packages: [] },
  'report-files': { path: 'src/report/files', rooms: [...engine, 'report-data', 'report-text'], packages: ['zod', 'node:*'] },
  // What docs/generate reads of measurements. Their own imports are not checked.
  matrix: { path: 'bench/matrix', rooms: [], packages: [] },
  trophies: { path: 'bench/trophies', rooms: [], packages: [] },
  docs: {
    path: 'docs/generate',
    rooms: [...face, 'matrix', 'trophies', 'properties', 'property', 'demo', 'report-record', 'server', 'vitest', 'cli', 'examples'],
    packages: ['*'],
  },
}
