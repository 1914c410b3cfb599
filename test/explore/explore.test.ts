import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writePages } from '../../scripts/bundle-page.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const apps = fileURLToPath(new URL('apps', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-explore-'))

beforeAll(async () => {
  await writePages()
  // This app needs no packages, so that it can be anywhere.
  mkdirSync(join(folder, 'src'))
  for (const file of ['tokens.ts', 'settings.ts']) cpSync(join(apps, file), join(folder, 'src', file))
})
afterAll(() => rmSync(folder, { recursive: true }))

function start(words: readonly string[], own: NodeJS.ProcessEnv = {}): ChildProcess {
  const { FORCE_COLOR: _color, BROWNOUT_SEED: _seed, BROWNOUT_INCIDENT: _incident, OPENAI_API_KEY: _key, ...env } = process.env
  return spawn(process.execPath, [main, 'explore', ...words], { cwd: folder, env: { ...env, NO_COLOR: '1', ...own } })
}

async function ended(child: ChildProcess): Promise<{ code: unknown; out: string; err: string }> {
  const [closed, out, err] = await Promise.all([once(child, 'close'), text(child.stdout!), text(child.stderr!)])
  return { code: closed[0], out, err }
}

it('finds what breaks an app, without a test and without a set-up, and leaves a report, incidents and tests', async () => {
  const { code, out, err } = await ended(start(['./src/tokens.ts', '--runs', '60', '--write-test']))
  expect(err).toBe('')
  expect(code).toBe(1)
  expect(out).toContain('Calls tokens("Where is my parcel?") of ./src/tokens.ts, and makes its providers fail.')
  expect(out).toContain('OPENAI_API_KEY is not set: the dummy "brownout" is used, and nothing is sent.')
  expect(out).toContain('A truncated answer is returned as complete (no-silent-truncation)')
  expect(out).toMatch(/^tokens\(\) of \.\/src\/tokens\.ts violates \d+ of \d+ properties\.$/m)
  expect(out).toMatch(/^score +\d+ of 100: pairs held ÷ pairs tested = \d+ ÷ \d+$/m)
  const findings = out.match(/^Finding \d+/gm)!
  const files = readdirSync(join(folder, '.brownout'))
  expect(files.filter((file) => file.startsWith('explore-tokens-'))).toHaveLength(findings.length)
  expect(files).toEqual(expect.arrayContaining(['report.html', 'explore-tokens-no-silent-truncation.json']))
  // They contain questions and answers.
  const open = files.filter((file) => (statSync(join(folder, '.brownout', file)).mode & 0o077) !== 0)
  expect(open).toEqual([])
  const written = readFileSync(join(folder, 'src/tokens.brownout.test.ts'), 'utf8')
  expect(written.match(/^held\(/gm)).toHaveLength(findings.length)
  expect(written).toContain("for await (const piece of await module.tokens('Where is my parcel?'))")
})

it('keeps what was found if it is interrupted', async () => {
  const child = start(['./src/tokens.ts', '--runs', '100000'])
  child.stdout!.on('data', (piece: Buffer) => {
    if (piece.toString().includes('(complete-or-marked)')) child.kill('SIGINT')
  })
  const { code, out } = await ended(child)
  expect(code).toBe(1)
  expect(out).toContain('Stopping with the findings so far.')
  expect(out).toMatch(/^ {2}property {2}complete-or-marked$/m)
  expect(out).toContain('report    .brownout/report.html')
})

it('replays an incident, and leaves the files of the search alone', async () => {
  const files = readdirSync(join(folder, '.brownout'))
  const incident = { BROWNOUT_INCIDENT: '.brownout/explore-tokens-complete-or-marked.json' }
  const { code, out } = await ended(start(['./src/tokens.ts'], incident))
  expect(code).toBe(1)
  expect(out).toContain('✕ run 1: A truncated answer is returned as complete (no-silent-truncation)')
  expect(readdirSync(join(folder, '.brownout'))).toEqual(files)
})
