import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-reproduce-'))
afterAll(() => rmSync(folder, { recursive: true }))

function blocks(page: string, language: string): readonly string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8')
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block]) => block!)
}

const [error, output] = blocks('reproduce.md', 'text')
const [line, testLine] = blocks('reproduce.md', 'sh')

function run(command: string): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { VITEST: _inside, BROWNOUT_INCIDENT: _incident, OPENAI_API_KEY: _key, FORCE_COLOR: _color, ...env } = process.env
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: folder, env: { ...env, NO_COLOR: '1' } }, (failed, out, err) =>
      resolve({ code: failed === null ? 0 : Number(failed.code ?? 1), out, err }),
    )
  })
}

function brownout(words: string): ReturnType<typeof run> {
  return run(words.replace('npx brownout', `"${process.execPath}" "${join(root, 'src/cli/main.ts')}"`))
}

/** The written tests with the source of this package for its published modules. */
function withSources(text: string): string {
  const modules = { brownout: 'src/index.ts', 'brownout/faults': 'faults/catalogue.ts', 'brownout/property': 'src/property/index.ts' }
  const all = Object.entries({ ...modules, 'brownout/vitest': 'src/vitest/index.ts' })
  return all.reduce((code, [name, file]) => code.replace(`from '${name}'`, `from '${join(root, file)}'`), text)
}

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'error.log'), error!)
  writeFileSync(join(folder, 'src/ask.ts'), blocks('explore.md', 'ts')[0]!)
})

it('prints what the page shows', async () => {
  expect(await brownout(line!)).toEqual({ code: 0, out: output, err: '' })
})

it('writes tests of an app that run, and fail', async () => {
  const { code, out } = await brownout(testLine!)
  expect(out).toContain('tests     src/ask.incident.test.ts')
  expect(out).toContain('BROWNOUT_INCIDENT=.brownout/reproduced-truncated-stream.json npx brownout explore ./src/ask.ts')
  expect(code).toBe(0)
  const file = join(folder, 'src/ask.incident.test.ts')
  writeFileSync(file, withSources(readFileSync(file, 'utf8')))
  const tested = await run(`"${process.execPath}" node_modules/vitest/vitest.mjs run src/ask.incident.test.ts`)
  expect(tested.code).toBe(1)
  expect(tested.out).toMatch(/Tests +2 failed \(2\)/)
  expect(tested.out + tested.err).toContain('A truncated answer is returned as complete')
}, 120_000)

it('reads stdin, and ends with 2 if the error is unknown or the module cannot be used', async () => {
  expect(await brownout('echo "TypeError: terminated" | npx brownout reproduce -')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/1\. truncated-stream:ending=reset[^]*3\. body-timeout/) as unknown,
  })
  expect(await brownout('echo "out of paper" | npx brownout reproduce -')).toMatchObject({ code: 2, out: '' })
  expect((await brownout('npx brownout reproduce error.log --write-test ./src/missing.ts')).code).toBe(2)
}, 60_000)
