import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { guideText, versionsOf, withFailure, type GuideFailure, type GuideVersion } from '../../docs/generate/guides.ts'
import { digest } from '../../src/engine/base/hash.ts'
import { describe, expect, withChaos } from '../../src/vitest/index.ts'
import { testsOf, type GuideTest } from './guide-tests.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, string> }

/** `npm run docs` sets it, to write the failures into the guides instead of comparing them. */
const isWriting = process.env['BROWNOUT_WRITE_GUIDES'] !== undefined

/** Runs the tests that guides show: those before a fix fail as shown, and those at the end pass. */
export async function describeGuides(pages: readonly string[]): Promise<void> {
  for (const page of pages) {
    for (const [number, version] of versionsOf(page).entries()) {
      const folder = written(version, number)
      for (const file of [...version.files.keys()].filter((name) => name.endsWith('.test.ts'))) {
        const tests = await testsOf(() => import(pathToFileURL(join(folder, file)).href))
        if (version.failure === undefined) describePassing(page, file, tests)
        else if (version.failure.file === file) describeFailing(page, number, version.failure, tests)
      }
    }
  }
}

/** Writes the files into a folder of their own, with imports of the sources. */
function written({ guide, files }: GuideVersion, number: number): string {
  const folder = join(root, '.vitest/guides', `${guide}-${number}`)
  mkdirSync(folder, { recursive: true })
  for (const [name, code] of files)
    writeFileSync(
      join(folder, name),
      code.replaceAll(/'brownout(\/[\w-]+)?'/g, (_, subpath = '') => `'${sourceOf(String(subpath))}'`),
    )
  return folder
}

/** The source of a subpath of the package. The tests of a guide register with this suite. */
function sourceOf(subpath: string): string {
  if (subpath === '/vitest') return join(root, 'test/docs/guide-tests.ts')
  return join(root, exports[`.${subpath}`]!.replace('./dist/', '').replace(/\.js$/, '.ts'))
}

function describePassing(page: string, file: string, tests: readonly GuideTest[]): void {
  if (tests.length === 0) return
  describe(`${page}, after the fix`, () => {
    for (const test of tests) seeded(file, test, 'fail')(`${file}: ${test.name}`, ({ chaos }) => test.run({ chaos }))
  })
}

function describeFailing(page: string, number: number, failure: GuideFailure, tests: readonly GuideTest[]): void {
  const test = tests.find(({ name }) => name === failure.test)
  if (test === undefined) throw new Error(`${page} shows a failure of "${failure.test}", and ${failure.file} has no such test.`)
  describe(`${page}, before fix ${number + 1}`, () => {
    seeded(
      failure.file,
      test,
      'ignore',
    )(`${failure.file}: ${failure.test}`, async ({ chaos }) => {
      const shown = await failureOf(() => test.run({ chaos }))
      if (isWriting) writeFileSync(join(root, page), withFailure(guideText(page), number, shown))
      else expect(shown).toBe(failure.message)
    })
  })
}

/** Registers a test with the seed that it has in a project of its own. */
function seeded(file: string, { name, options }: GuideTest, consequence: 'fail' | 'ignore') {
  const seed = digest(`${file} > ${name}`).slice(0, 8)
  return withChaos({ clientBehavior: consequence, unfiredFaults: consequence, ...options, seed })
}

/** The failure of a test as a guide shows it: without the statistics of the search and the commands that replay it. */
async function failureOf(run: () => unknown): Promise<string> {
  try {
    await run()
  } catch (error) {
    return stripVTControlCharacters((error as Error).message)
      .split(/\n\s*(?:tried|seed) /, 1)[0]!
      .trimEnd()
  }
  throw new Error('The test passes, and the guide shows a failure.')
}
