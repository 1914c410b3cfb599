import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'brownout-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const file of ['npx.cmd', 'node.exe']) writeFileSync(join(folder, file), '', { mode: 0o755 })

/** What is given to `spawn` on Windows. A process of its own: packages read the platform as they load. */
const script = `
  import childProcesses from 'node:child_process'
  Object.defineProperty(process, 'platform', { value: 'win32' })
  const started = []
  childProcesses.spawn = (...words) => void started.push(words)
  const { starter } = await import(${JSON.stringify(new URL('../../src/commands/starter.ts', import.meta.url).href)})
  const env = { PATH: ${JSON.stringify(folder)} }
  const start = starter()
  for (const name of ['npx', 'node', 'no-such-command']) start(name, ['100% of "a & b"', 'c'], { env, stdio: 'inherit' })
  console.log(JSON.stringify(started))
`

it('starts scripts on Windows with their arguments as they are, and programs without a shell', () => {
  const env = { ...process.env, PATHEXT: '.exe;.cmd' }
  const printed = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { encoding: 'utf8', env })
  const options = { env: { PATH: folder }, stdio: 'inherit' }
  expect(JSON.parse(printed)).toEqual([
    [
      expect.stringMatching(/cmd\.exe$/i),
      ['/d', '/s', '/c', String.raw`"npx ^"100^%^ of^ \^"a^ ^&^ b\^"^" ^"c^""`],
      { ...options, windowsVerbatimArguments: true },
    ],
    ['node', ['100% of "a & b"', 'c'], options],
    // The error is the one of `spawn`.
    ['no-such-command', ['100% of "a & b"', 'c'], options],
  ])
})
