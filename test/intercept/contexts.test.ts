import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { vitestMain } from '../vitest/vitest-command.ts'

it('answers fetch alike if a runner puts tests into a context of their own, as jest does', () => {
  const { VITEST: _inside, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitestMain, 'run', '--pool=vmThreads', 'test/intercept/intercept.test.ts'],
    {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...env, NO_COLOR: '1' },
      encoding: 'utf8',
    },
  )
  expect(stdout + stderr).toContain('1 passed')
  expect(status).toBe(0)
})
