import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'

const file = JSON.stringify(new URL('../../src/cli/stop-signals.ts', import.meta.url))

/** Runs code as the first process of a container, sends it a signal once it prints, and returns how it ended. */
async function endOf(code: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<unknown> {
  const script = `Object.defineProperty(process, 'pid', { value: 1 })
    const { endFirstProcess, endBy } = await import(${file})
    endFirstProcess()
    setInterval(() => {}, 1_000)
    ${code}
    console.log('runs')`
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script])
  const ended = once(child, 'exit')
  child.stdout.once('data', () => child.kill(signal))
  return await ended
}

describe('the first process of a container, which the kernel ends on no signal', () => {
  it('ends by itself on a signal', async () => {
    expect(await endOf('')).toEqual([143, null])
    expect(await endOf('process.exit = () => {}', 'SIGINT')).toEqual([130, null])
  })

  it('leaves the signal to a command that listens for it', async () => {
    expect(await endOf(`process.once('SIGTERM', () => process.exit(3))`)).toEqual([3, null])
  })

  it('ends like a process that a signal has ended', async () => {
    expect(await endOf(`endBy('SIGKILL')`)).toEqual([137, null])
  })
})
