import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { virtualTime } from '../../../src/time/index.ts'
import { falseJumps } from './under-deadline.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const answering = `const { parentPort, workerData } = require('node:worker_threads')
parentPort.on('message', ({ port = workerData, cell }) => {
  setTimeout(() => {
    port.postMessage('pong')
    if (cell === undefined) return
    Atomics.store(cell, 0, 1)
    Atomics.notify(cell, 0)
  }, 20)
})`
const early = new MessageChannel()
const here = new MessageChannel()
const warn = vi.spyOn(console, 'warn')

let worker: Worker
let silent: Worker

beforeAll(() => {
  worker = new Worker(answering, { eval: true, workerData: early.port2, transferList: [early.port2] })
  silent = new Worker(`require('node:worker_threads').parentPort.on('message', () => {})`, { eval: true })
})

afterEach(() => warn.mockClear())

afterAll(async () => {
  for (const port of [early.port1, here.port1]) port.close()
  await Promise.all([worker.terminate(), silent.terminate()])
})

/** Makes a call through a channel of its own, as Comlink does. */
async function askWithPort(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage({ port: port2 }, [port2])
  await new Promise((resolve) => port1.once('message', resolve))
  port1.close()
}

/** Waits for the answer without a turn of the event loop, as synckit does. */
function askAtOnce(port: MessagePort): void {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage({ cell })
  Atomics.wait(cell, 0, 0)
  expect(receiveMessageOnPort(port)).toEqual({ message: 'pong' })
}

/** Gives itself a turn through a channel that it has made before, as React's scheduler does. */
async function yieldTurn(): Promise<void> {
  const turn = new Promise((resolve) => here.port1.once('message', resolve))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
  here.port2.postMessage('turn')
  await turn
}

describe('the clock waits for an answer', () => {
  it.each<[string, () => Promise<void>]>([
    ['through a port that a worker was sent', askWithPort],
    ['of a worker that is waited for without a turn of the event loop', async () => askAtOnce(early.port1)],
    ['of the same thread next to a worker', async () => askWithPort().then(yieldTurn)],
  ])('%s, and for nothing after it', async (_, ask) => {
    expect(await falseJumps(ask, 3)).toBe(0)
    await virtualTime(async () => {
      await ask()
      await new Promise((resolve) => setTimeout(resolve, 60_000))
    })
    expect(warn.mock.calls).toEqual([])
  })
})

it('has patience with several pieces of work at the same time', async () => {
  warn.mockImplementationOnce(() => void queueMicrotask(() => expect.soft(warn).toHaveBeenCalledTimes(2)))
  warn.mockImplementationOnce(() => {})
  await virtualTime(
    async () => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      silent.postMessage('ping')
      void Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      await new Promise((resolve) => setTimeout(resolve, 60_000))
    },
    { patience: '50ms' },
  )
  expect(warn.mock.calls.map(([text]) => /continued without (.+?), which/.exec(String(text))?.[1])).toEqual([
    'a worker thread',
    'Atomics.waitAsync',
  ])
})

it("waits for an import by a loader's thread, and for nothing of that thread's after it", () => {
  const hooks = 'export const load = async (url, context, next) => next(url, context)'
  const program = `
    import { register } from 'node:module'
    import { virtualTime } from './src/time/index.ts'
    register(${JSON.stringify(`data:text/javascript,${hooks}`)})
    console.log(await virtualTime(async (clock) => {
      const deadline = setTimeout(() => {}, 30_000)
      await import('data:text/javascript,export default 1')
      clearTimeout(deadline)
      const imported = clock.now()
      await new Promise((resolve) => setTimeout(resolve, 60_000))
      return [imported, clock.now()]
    }))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(stdout).toBe('[ 0, 60000 ]\n')
})
