import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { virtualTime } from '../../src/time/index.ts'

const at = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** What happens where two timers are due together, and the first one sets off work. */
async function order(work: () => Promise<unknown>): Promise<string[]> {
  const order: string[] = []
  await virtualTime(() =>
    Promise.all([
      at(1_000)
        .then(work)
        .then(() => order.push('work of the first')),
      at(1_000).then(() => order.push('second')),
    ]),
  )
  return order
}

const turns = (count: number): Promise<void> =>
  count === 0 ? Promise.resolve() : new Promise((resolve) => void setImmediate(() => resolve(turns(count - 1))))

describe('timers that are due together', () => {
  it('take a turn or two of the event loop each, where the program has promises only', async () => {
    const { uvMetricsInfo: before } = performance.nodeTiming
    await virtualTime(() => Promise.all(Array.from({ length: 1_000 }, () => at(1_000))))
    const { uvMetricsInfo: after } = performance.nodeTiming
    expect(after.loopCount - before.loopCount).toBeLessThan(2_500)
  })

  it.each([
    ['promises', () => Promise.resolve().then(() => Promise.resolve())],
    ['ticks', () => new Promise<void>((resolve) => process.nextTick(() => process.nextTick(resolve)))],
    ['immediates', () => turns(5)],
    ['a request over sockets', askServer],
  ])('go off one after another, the work of each in %s done before the next', async (_, work) => {
    for (let run = 0; run < 20; run++) expect(await order(work)).toEqual(['work of the first', 'second'])
  })
})

async function askServer(): Promise<void> {
  const server = createServer((_, response) => void response.end('here'))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent: false }, (response) => response.resume().once('end', resolve)).once('error', reject)
  })
  server.close()
}
