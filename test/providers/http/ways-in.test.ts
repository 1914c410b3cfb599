import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it } from 'vitest'
import { resultLost, requestLost, serverError } from '../../../faults/index.ts'
import { brownout, type Chaos } from '../../../src/index.ts'
import { answerProcesses } from '../../../src/processes/answer-processes.ts'
import { serve } from '../../../src/server/index.ts'
import { printedBy } from '../../processes/child.ts'
import { shop, url } from './shop.ts'

const seen = [
  [201, { ordered: 'lamp', count: 1, number: 1 }],
  [500, { problem: 'Internal Server Error' }],
  ['fetch failed'],
  ['fetch failed'],
  [200, { orders: ['lamp', 'lamp'] }],
  [204, ''],
]

const executed = [true, false, false, true, true, true]

function playing(): Chaos {
  const chaos = brownout({ seed: 'tuesday', providers: [shop()] })
  chaos.inject(serverError().nth(2), requestLost().nth(3), resultLost().nth(4))
  return chaos
}

/** An app that orders four lamps, looks at them, and cancels. It is also run in another process, from its text. */
async function app(base: string): Promise<unknown[]> {
  const all: unknown[] = []
  for (const [method, path] of [
    ...Array.from({ length: 4 }, () => ['POST', '/v1/orders']),
    ['GET', '/v1/orders/all'],
    ['DELETE', '/v1/orders/7'],
  ]) {
    const sent = {
      method: method!,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{"item":"lamp"}' } : {}),
    }
    const asked = fetch(`${base}${path}`, sent).then(async (response) => {
      const text = await response.text()
      return [response.status, text === '' ? '' : (JSON.parse(text) as unknown)]
    })
    all.push(await asked.catch((error: Error) => [error.message]))
  }
  return all
}

let close: () => unknown = () => {}
afterEach(() => close())

describe('an HTTP API', () => {
  it('is played for fetch', async () => {
    const chaos = playing()
    close = chaos.intercept()
    expect(await app(url)).toEqual(seen)
    expect(chaos.journal.calls.map((call) => call.executed)).toEqual(executed)
  })

  it('is played by MSW handlers', async () => {
    const chaos = playing()
    const server = setupServer(...chaos.handlers)
    server.listen()
    close = () => server.close()
    expect(await app(url)).toEqual(seen)
    expect(chaos.journal.calls.map((call) => call.executed)).toEqual(executed)
  })

  it('is played over sockets', async () => {
    const chaos = playing()
    const server = await serve(chaos)
    close = () => server.close()
    expect(await app(server.baseUrls['shop']!)).toEqual(seen)
    expect(chaos.journal.calls.map((call) => call.executed)).toEqual(executed)
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'refused', 'reset', 'reset', 'complete', 'complete'])
  })

  it('is played for other processes', async () => {
    const chaos = playing()
    const processes = await answerProcesses(chaos, '--no-warnings')
    close = () => processes.close()
    expect(await printedBy(`${app.toString()}\nconsole.log(JSON.stringify(await app(${JSON.stringify(url)})))`, processes)).toEqual(seen)
    expect(chaos.journal.calls.map((call) => call.executed)).toEqual(executed)
  })
})
