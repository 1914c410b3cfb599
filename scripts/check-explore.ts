import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Explores the naive and the hardened example, and small apps in other styles, with the built package, as from the command line.

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-explore-'))

interface Expected {
  readonly app: string
  readonly words?: readonly string[]
  /** The ids of some violated properties. None if all hold. */
  readonly violates: readonly string[]
}

const apps: readonly Expected[] = [
  { app: 'naive.ts', violates: ['no-silent-truncation', 'every-run-settles', 'retries-at-most(6)', 'no-retry-of-permanent'] },
  { app: 'hardened.ts', words: ['--with', '["Where is my order 118?"]'], violates: [] },
  { app: 'summarize.cjs', violates: ['retries-at-most(6)', 'no-retry-of-permanent', 'complete-or-marked'] },
  { app: 'stream-chat.ts', violates: ['no-silent-truncation', 'every-run-settles'] },
  { app: 'callbacks.ts', violates: ['settles-within(10m)', 'no-unhandled-rejection'] },
  { app: 'tokens.ts', violates: ['no-silent-truncation', 'chunking-has-no-effect'] },
]

try {
  for (const { app, words = [], violates } of apps) {
    const command = [join(root, 'dist/src/cli/main.js'), 'explore', join(root, 'test/explore/apps', app), ...words, '--for', '60s']
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
    const expected = violates.length === 0 ? 0 : 1
    const missing = violates.filter((id) => !stdout.includes(`  property  ${id}\n`))
    if (status !== expected || missing.length > 0)
      throw new Error(
        `explore ${app}: exit code ${status}, expected ${expected}; not found: ${missing.join(', ') || 'nothing'}\n${stdout}${stderr}`,
      )
    const report = readFileSync(join(folder, '.brownout/report.html'), 'utf8')
    if (!report.includes(app)) throw new Error(`explore ${app}: the report does not name it.`)
    console.log(stdout.split('\n').find((line) => line.includes(app) && /violates|held/.test(line)))
  }
} finally {
  rmSync(folder, { recursive: true })
}
