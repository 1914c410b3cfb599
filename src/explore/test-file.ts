import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { inspect } from 'node:util'
import { BrownoutError } from '../engine/base/errors.ts'
import { isSingleRun, singleRun } from '../engine/plan/script.ts'
import type { ResilienceError } from '../property/failure.ts'
import type { SearchData } from '../report/data/search-data.ts'
import type { AppCall } from './app-call.ts'
import { pace } from './pace.ts'
import type { ChosenProvider } from './providers.ts'
import { standInKey } from '../own-app/stand-in-keys.ts'
import type { Shape } from './shape.ts'

const marker = '// Written by "brownout explore".'

/** The app that the tests are written for. */
export interface TestedApp {
  /** The path of the module. */
  readonly path: string
  readonly call: AppCall
  readonly shape: Shape
  /** The providers that the app calls. */
  readonly providers: readonly ChosenProvider[]
  /** The environment variables with API keys that the app reads and that were not set. */
  readonly keys: readonly string[]
}

/**
 * The path of the test file for a module's findings: next to the module.
 * @param kind `brownout` for those of a search, `incident` for those of a replayed incident
 * @throws BrownoutError if there is a file that explore did not write
 */
export function testFileOf(path: string, kind: 'brownout' | 'incident'): string {
  const ending = extname(path)
  // vitest cannot be imported by CommonJS.
  const file = join(dirname(path), `${basename(path, ending)}.${kind}.test${ending === '.cjs' ? '.mjs' : ending}`)
  if (existsSync(file) && !readFileSync(file, 'utf8').startsWith(marker))
    throw new BrownoutError(`Cannot write ${file}: it was not written by explore. Rename or remove it.`)
  return file
}

/** @throws BrownoutError if the file cannot be written */
export function writeTestFile(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw new BrownoutError(`Cannot write ${path}: ${(error as Error).message}.`, { cause: error })
  }
}

/** A vitest file with one test for each finding. Each fails until its finding is fixed. */
export function testFile(app: TestedApp, failures: readonly ResilienceError[], { rules }: SearchData): string {
  const { path, shape, providers, call, keys } = app
  const imported = [...new Set([...providers.map(({ factory }) => factory), 'readIncident'])].toSorted()
  const types = /\.[cm]?ts$/.test(path) ? { only: ': string', found: ': object' } : { only: '', found: '' }
  return `${marker} One test for each finding; each fails until its finding is fixed.
${importOf(imported, '')}
${importOf(['catalogue'], '/faults')}
${importOf(['survives'], '/property')}
${importOf(['withChaos'], '/vitest')}
${keys.length === 0 ? '' : '\n// Nothing is sent, so any key will do.\n'}${keys.map((key) => `process.env[${code(key)}] ??= ${code(standInKey)}\n`).join('')}
// A package that is loaded within a test can take longer than virtual time waits.
await import(${code(`./${basename(path)}`)})

/** Tests one property or check, with the faults that violated it. */
function held(title${types.only}, only${types.only}, found${types.found}) {
  const replay = readIncident({ format: 'brownout-incident', version: 1, ...found }, catalogue)
  withChaos({ providers: [${providers.map(({ code: made }) => made).join(', ')}], pace: ${code(pace)}, replay })(title, async ({ chaos }) => {
    await survives(
      chaos,
      {
        app: () => import(${code(`./${basename(path)}`)}),
        task: ${taskCode(call, shape)},
      },
      { only: [only] },
    )
  })
}
${failures.map((failure) => testCode(failure, rules)).join('')}`
}

/** @param subpath of the package */
function importOf(names: readonly string[], subpath: string): string {
  return `import { ${names.join(', ')} } from 'brownout${subpath}'`
}

function testCode({ property, plan, incident, story }: ResilienceError, rules: SearchData['rules']): string {
  const title = rules.find(({ id }) => id === property)?.titles.held ?? property
  const { seed, script = singleRun } = incident
  return `
// Violated: ${story.violation.verdict.how.replaceAll(/\s+/g, ' ')}
held(${code(title)}, ${code(property)}, {
  seed: ${code(seed)},
  plan: ${code(plan)},${isSingleRun(script) ? '' : `\n  script: ${code(script)},`}
})
`
}

/** The task as code. It uses the answer to its end, as explore does. */
function taskCode({ name, given }: AppCall, shape: Shape): string {
  const call = `module.${name}(${given.map(code).join(', ')})`
  if (shape === 'value') return `(module) => ${call}`
  if (shape === 'response') return `async (module) => (await ${call}).text()`
  return `async (module, { observe }) => {
          let text = ''
          for await (const piece of ${shape === 'pieces' ? `await ${call}` : `(await ${call}).textStream`}) {
            observe.streamed(piece)
            text += piece
          }
          return text
        }`
}

/** Formats plain data as a literal. */
function code(value: unknown): string {
  return inspect(value, { depth: null, compact: true, breakLength: Infinity, maxArrayLength: null, maxStringLength: null })
}
