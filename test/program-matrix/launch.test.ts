import { expect, it } from 'vitest'
import { launched } from '../../src/program-matrix/launch.ts'

const env = { PATH: process.env['PATH'] }

it('returns what a program printed, and how it ended', async () => {
  const ran = await launched({ command: ['sh', '-c', 'echo answer; echo note >&2; exit 3'], env }, 60_000)
  expect(ran).toMatchObject({ exitCode: 3, signal: undefined, isLate: false, stdout: 'answer\n', stderr: 'note\n' })
})

it('kills a program at its time limit, and all that it started', async () => {
  // The shell waits for its child, which holds the output open.
  const ran = await launched({ command: ['sh', '-c', 'echo part; sleep 600; echo never'], env }, 100)
  expect(ran).toMatchObject({ exitCode: undefined, isLate: true, stdout: 'part\n' })
})

it('does not wait for what a program left running', async () => {
  const ran = await launched({ command: ['sh', '-c', 'sleep 600 & echo answer'], env }, 60_000)
  expect(ran).toMatchObject({ exitCode: 0, isLate: false, stdout: 'answer\n' })
})

it('reports a signal that ended a program', async () => {
  const ran = await launched({ command: ['sh', '-c', 'kill -TERM $$'], env }, 60_000)
  expect(ran).toMatchObject({ exitCode: undefined, signal: 'SIGTERM', isLate: false })
})
