import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('agrees with a raw TCP server in a small sample', () => {
  const { stdout, status } = spawnSync(process.execPath, ['--no-warnings', 'bench/raw-tcp/main.ts', '--seed', 'sweep', '--cells', '80'], {
    encoding: 'utf8',
  })
  expect(stdout).toMatch(/^ {2}all: (\d{2,}) of \1 /m)
  expect([stdout.split('In process, ')[0], status]).toEqual(['', 0])
}, 600_000)
