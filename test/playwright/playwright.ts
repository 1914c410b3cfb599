import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What became of a test. */
export interface PlaywrightTest {
  readonly title: string
  readonly status: string
  readonly errors: readonly string[]
  readonly annotations: readonly { readonly type: string; readonly description?: string }[]
  readonly attachments: readonly { readonly name: string; readonly body: string }[]
}

interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly results: readonly Result[] }[] }[]
}

interface Result extends Pick<PlaywrightTest, 'status' | 'annotations' | 'attachments'> {
  readonly errors: readonly { readonly message?: string }[]
}

/** Runs the tests of a folder with Playwright. */
export async function playwright(folder: string, env: Readonly<Record<string, string>>): Promise<PlaywrightTest[]> {
  const output = mkdtempSync(join(tmpdir(), 'brownout-playwright-'))
  const words = ['node_modules/@playwright/test/cli.js', 'test', '--config', folder, '--reporter', 'json', '--output', output]
  // Playwright takes vitest's variables for its own.
  const { NODE_OPTIONS: _options, FORCE_COLOR: _color, ...rest } = process.env
  const PATH = dirname(process.execPath) + delimiter + process.env['PATH']
  const child = spawn(process.execPath, words, { cwd: root, env: { ...rest, PATH, ...env } })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  rmSync(output, { recursive: true })
  if (!out.startsWith('{')) throw new Error(out + err)
  return testsIn(JSON.parse(out) as Suite)
}

function testsIn({ suites = [], specs = [] }: Suite): PlaywrightTest[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ results }) =>
      results.map(({ errors, ...result }) => ({ title, ...result, errors: errors.map(({ message = '' }) => message) })),
    ),
  )
  return [...own, ...suites.flatMap(testsIn)]
}
