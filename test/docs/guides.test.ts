import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { guideFiles, guideText, versionsOf, withFailure, type GuideVersion } from '../../docs/generate/guides.ts'
import { digest } from '../../src/engine/base/hash.ts'
import { describe, expect, it, withChaos } from '../../src/vitest/index.ts'
import { testsOf, type GuideTest } from './guide-tests.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, string> }

/** `npm run docs` sets it, to write the failures into the guides instead of comparing them. */
const isWriting = process.env['BROWNOUT_WRITE_GUIDES'] !== undefined

/** The file in this repository behind a subpath of the package. The tests of a guide register with this suite. */
function sourceOf(subpath: string): string {
  if (subpath === '/vitest') return join(root, 'test/docs/guide-tests.ts')
  return join(root, exports[`.${subpath}`]!.replace('./dist/', '').replace(/\.js$/, '.ts'))
}

function written({ guide, files }: GuideVersion, number: number): string {
  const folder = join(root, '.vitest/guides', `${guide}-${number}`)
  for (const [name, code] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(
      join(folder, name),
      code.replaceAll(/'brownout(\/[\w-]+)?'/g, (_, subpath = '') => `'${sourceOf(String(subpath))}'`),
    )
  }
  return folder
}

/** A test with the seed that it has in a project of its own. */
function seeded(file: string, { name, options }: GuideTest, strict: 'fail' | 'ignore') {
  return withChaos({ clientBehavior: strict, unfiredFaults: strict, ...options, seed: digest(`${file} > ${name}`).slice(0, 8) })
}

/** What a guide shows of an error: all but the statistics of the search and the commands that repeat it. */
function shownOf(error: unknown): string {
  const message = stripVTControlCharacters((error as Error).message)
  return message.split(/\n {2}(?:tried|seed) /, 1)[0]!.trimEnd()
}

for (const page of guideFiles) {
  const versions = versionsOf(page)
  for (const [number, version] of versions.entries()) {
    const folder = written(version, number)
    for (const file of [...version.files.keys()].filter((name) => name.endsWith('.test.ts'))) {
      const tests = await testsOf(() => import(pathToFileURL(join(folder, file)).href))
      const { failure } = version
      if (failure === undefined)
        describe(`${page}, after the fix`, () => {
          for (const guideTest of tests) seeded(file, guideTest, 'fail')(`${file}: ${guideTest.name}`, ({ chaos }) => guideTest.run({ chaos }))
        })
      else if (failure.file === file)
        describe(`${page}, before the fix`, () => {
          const guideTest = tests.find(({ name }) => name === failure.test)!
          seeded(file, guideTest, 'ignore')(`${file}: ${failure.test}`, async ({ chaos }) => {
            const shown = shownOf(await Promise.resolve(guideTest.run({ chaos })).then(() => new Error('It passes.'), (error: unknown) => error))
            if (isWriting) writeFileSync(join(root, page), withFailure(guideText(page), number, shown))
            else expect(failure.message).toBe(shown)
          })
        })
    }
  }
}

describe('a guide', () => {
  it.for(guideFiles)('%s names the file of each block of TypeScript', (page) => {
    const nameless = [...guideText(page).matchAll(/```ts\n(?!\/\/ \S+\.ts\n).*/g)].map(([block]) => block)
    expect(nameless).toEqual([])
  })

  it.for(guideFiles)('%s is short', (page) => {
    expect(guideText(page).trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  })
})
