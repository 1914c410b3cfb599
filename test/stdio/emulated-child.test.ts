import { spawn } from 'node:child_process'
import { describe, expect } from 'vitest'
import { ignoresShutdown, slowFirstToken } from '../../faults/index.ts'
import { call, greeting, start, wait } from './raw-child.ts'
import { command, test } from './shop.ts'

describe('a child that is played', () => {
  test('answers each line with a line, and exits when its stdin ends', async ({ chaos }) => {
    const { child, events, lines, send, closed } = start()
    send(greeting)
    send({ method: 'notifications/initialized' })
    send(call(2))
    await wait(1)
    child.stdin?.end()
    await closed
    expect(events).toEqual(['spawn', 'exit 0 null', 'close 0 null'])
    expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2])
    expect([child.exitCode, child.signalCode, child.killed]).toEqual([0, null, false])
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['spawn', 'initialize', 'notifications', 'tools/call', 'exit'])
    expect(chaos.journal.calls[0]).toMatchObject({ exitedAt: 1, notes: ['exited with code 0'] })
  })

  test('is found in the line that cross-spawn starts on Windows', async ({ chaos }) => {
    const child = spawn(String.raw`C:\WINDOWS\system32\cmd.exe`, ['/d', '/s', '/c', '"npx ^"-y^" ^"shop-server^""'], {
      windowsVerbatimArguments: true,
    })
    await wait(1)
    child.kill('SIGKILL')
    expect(child.spawnfile).toBe('npx')
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['spawn'])
  })

  test('reads lines from chunks of any size', async ({ chaos }) => {
    const { child, lines } = start()
    const text = `${JSON.stringify({ jsonrpc: '2.0', ...greeting })}\r\n${JSON.stringify({ jsonrpc: '2.0', ...call(2) })}\n`
    for (const piece of [text.slice(0, 20), text.slice(20, 190), text.slice(190)]) child.stdin?.write(piece)
    await wait(1)
    expect(lines).toHaveLength(2)
    expect(chaos.journal.calls).toHaveLength(3)
  })

  test('answers side by side, and not what was cancelled', async ({ chaos }) => {
    const { lines, send } = start()
    send(call(2, 'slow'))
    send(call(3, 'slow'))
    send(call(4))
    await wait(5_000)
    send({ method: 'notifications/cancelled', params: { requestId: 2 } })
    await wait(10_000)
    expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([4, 3])
    expect(chaos.journal.calls.filter(({ model }) => model === 'slow').map(({ ending }) => ending)).toEqual(['aborted', 'complete'])
  })

  test('gets signals', async ({ chaos }) => {
    const { child, events, send, closed } = start()
    send(call(2, 'slow'))
    await wait(1)
    expect(child.kill(0)).toBe(true)
    expect(child.kill()).toBe(true)
    await closed
    expect(events).toEqual(['spawn', 'exit null SIGTERM', 'close null SIGTERM'])
    expect([child.killed, child.signalCode, child.kill()]).toEqual([true, 'SIGTERM', false])
    expect(chaos.journal.calls.find(({ model }) => model === 'slow')).toMatchObject({ ending: 'aborted' })
  })

  test('is killed by the signal of its options', async ({ chaos }) => {
    const controller = new AbortController()
    const { child, events, closed } = start({ signal: controller.signal })
    await wait(1)
    controller.abort()
    await closed
    expect([events, child.killed]).toEqual([['spawn', 'error The operation was aborted', 'exit null SIGTERM', 'close null SIGTERM'], true])
    start({ signal: controller.signal, killSignal: 'SIGKILL' })
    await wait(1)
    expect(chaos.journal.calls.filter(({ endpoint }) => endpoint === 'spawn').map(({ exitedAt }) => exitedAt)).toEqual([1, 1])
  })

  test('is a process of its own each time', async ({ chaos }) => {
    const [one, other] = [start(), start()]
    expect(one.child.pid).not.toBe(other.child.pid)
    one.send(call(1))
    other.send(call(1))
    await wait(1)
    one.child.kill('SIGKILL')
    await one.closed
    other.send(call(2))
    await wait(1)
    expect([one.lines.length, other.lines.length]).toEqual([1, 2])
    expect(chaos.journal.calls.filter(({ endpoint }) => endpoint === 'spawn').map(({ exitedAt }) => exitedAt)).toEqual([1, undefined])
  })

  test('that is dead reads nothing more', async ({ chaos }) => {
    const { child, send, closed, lines } = start()
    child.kill('SIGKILL')
    await closed
    send(call(1))
    await wait(1)
    expect([lines, child.stdin?.destroyed]).toEqual([[], true])
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('takes its time to start and to end', async ({ chaos }) => {
    chaos.inject(slowFirstToken({ by: '30s' }).for({ endpoint: 'spawn' }), slowFirstToken({ by: '3s' }).for({ endpoint: 'exit' }))
    const { child, lines, events, send, closed } = start()
    send(greeting)
    await wait(29_000)
    expect([events, lines]).toEqual([['spawn'], []])
    await wait(2_000)
    expect(lines).toHaveLength(1)
    child.stdin?.end()
    await closed
    expect(chaos.journal.calls[0]).toMatchObject({ exitedAt: 34_000 })
  })

  test('has the pipes that the app requests', async ({ chaos }) => {
    expect(start({ stdio: ['pipe', 'pipe', 'inherit'] }).child.stderr).toBeNull()
    expect(start({ stdio: 'ignore' }).child.stdout).toBeNull()
    expect(start().child.stdio).toHaveLength(5)
    await wait(1)
    expect(chaos.journal.calls).toHaveLength(3)
  })

  test('ends by SIGKILL alone if it ignores all else', async ({ chaos }) => {
    chaos.inject(ignoresShutdown())
    const { child, closed, events } = start()
    child.stdin?.end()
    await wait(2_000)
    child.kill('SIGTERM')
    await wait(2_000)
    expect(events).toEqual(['spawn'])
    child.kill('SIGKILL')
    await closed
    expect(chaos.journal.calls[0]).toMatchObject({ exitedAt: 4_000 })
  })
})

describe('another command', () => {
  test.for([
    ['a command of the system', process.execPath, ['-e', 'process.stdout.write("real")']],
    ['the same command with other arguments', 'npx', [...command.args, '--version']],
  ] as const)('%s is started', async ([what, file, args], { chaos }) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const isReal = child.constructor === spawn(process.execPath, ['-v'], { stdio: 'ignore' }).constructor
    if (what === 'the same command with other arguments') child.kill('SIGKILL')
    await new Promise((resolve) => void child.once('close', resolve))
    expect(isReal).toBe(true)
    expect(chaos.journal.calls).toEqual([])
  })
})
