import { createRequire } from 'node:module'
import type * as ChildProcesses from 'node:child_process'
import { describe, expect, it, onTestFinished, vi, type MockInstance } from 'vitest'
import { hasGroup, signalTree } from '../../src/commands/process-tree.ts'

const childProcesses = createRequire(import.meta.url)('node:child_process') as typeof ChildProcesses
const running = { pid: 4_000_000, exitCode: null, signalCode: null }

function spiedKill(): MockInstance<typeof process.kill> {
  const spy = vi.spyOn(process, 'kill').mockReturnValue(true)
  onTestFinished(() => spy.mockRestore())
  return spy
}

describe('signalTree', () => {
  it('sends the signal to the group', () => {
    const kill = spiedKill()
    signalTree(running, 'SIGTERM', 'linux')
    expect(kill.mock.calls).toEqual([[-4_000_000, 'SIGTERM']])
  })

  it('ends the tree on Windows, which has neither groups nor signals, unless the root has ended', () => {
    const kill = spiedKill()
    const run = vi.spyOn(childProcesses, 'spawnSync').mockReturnValue({} as never)
    onTestFinished(() => run.mockRestore())
    expect(hasGroup('win32')).toBe(false)
    signalTree({ ...running, exitCode: 1 }, 'SIGKILL', 'win32')
    expect(run).not.toHaveBeenCalled()
    signalTree(running, 'SIGTERM', 'win32')
    expect(run.mock.calls).toEqual([['taskkill', ['/pid', '4000000', '/t', '/f'], expect.anything()]])
    expect(kill).not.toHaveBeenCalled()
  })
})
