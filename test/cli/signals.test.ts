import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { endSignals, isForCommand } from '../../src/cli/signals.ts'

const file = JSON.stringify(new URL('../../src/cli/signals.ts', import.meta.url))

/** Runs code as the first process of a container, sends it a signal once it prints, and returns how it ended. */
async function endOf(code: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<unknown> {
  const script = `Object.defineProperty(process, 'pid', { value: 1 })
    const { endFirstProcess, exitLike } = await import(${file})
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
    expect(await endOf(`exitLike({ code: null, signal: 'SIGKILL' })`)).toEqual([137, null])
  })
})

it('passes signals on, except those that the command gets as well', () => {
  const passedOn = (hasTerminal: boolean, platform: NodeJS.Platform): readonly string[] =>
    endSignals.filter((signal) => isForCommand(signal, hasTerminal, platform))
  expect(passedOn(false, 'linux')).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'])
  expect(passedOn(true, 'linux')).toEqual(['SIGTERM', 'SIGHUP', 'SIGBREAK'])
  // A console sends each to all its processes. To pass SIGHUP on throws, and SIGINT would end the command at once.
  expect(passedOn(false, 'win32')).toEqual([])
})
