import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../suites/leaves-a-rejection.ts', import.meta.url))

describe('a promise that rejects without a handler', () => {
  it('is a finding in a process without a test runner, and does not end it', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script])
    expect(stdout).toMatch(/^Unhandled promise rejection \(no-unhandled-rejection\): no handler caught "Error: 500 /)
    expect(stdout).toContain('server-error')
  }, 30_000)
})
