import axios from 'axios'
import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { coreOf } from '../../../src/chaos/core.ts'
import { realClock } from '../../../src/engine/model/clock.ts'
import { brownout, openai } from '../../../src/index.ts'
import { CallOwnership } from '../../../src/property/trial/call-ownership.ts'
import { Observed } from '../../../src/property/trial/observed.ts'

const chaos = brownout({ providers: [openai()] })
const url = 'https://api.openai.com/v1/chat/completions'
const bodyOf = (text: string): string => JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: text }] })
const headers = { 'content-type': 'application/json', authorization: 'Bearer test' }
const capturedFetch = globalThis.fetch

const clients: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
  fetch: (text) => fetch(url, { method: 'POST', headers, body: bodyOf(text) }).then((response) => response.text()),
  'fetch with a Request': (text) =>
    fetch(new Request(url, { method: 'POST', headers, body: bodyOf(text) })).then((response) => response.text()),
  'a fetch from before': (text) => capturedFetch(url, { method: 'POST', headers, body: bodyOf(text) }).then((response) => response.text()),
  'node:http': (text) => axios.post(url, bodyOf(text), { headers, adapter: 'http' }),
}

/** The copies that own these calls, in pairs with their prompts. */
async function ownersBy(client: (text: string) => Promise<unknown>): Promise<readonly (readonly [string, number | undefined])[]> {
  chaos.reset()
  const ownership = new CallOwnership()
  const { journal } = coreOf(chaos).run
  journal.hear((call) => ownership.note(call))
  const copies = [0, 1, 2].map((copy) => new Observed(realClock(), ownership, copy))
  await Promise.all(
    copies.map((observed, copy) =>
      observed.run(async () => {
        await client(`one ${copy}`)
        await client(`two ${copy}`)
      }),
    ),
  )
  return journal.calls.map((call) => [JSON.stringify(call.call.messages).match(/(one|two) \d/)![0], ownership.ownerOf(call)?.copy] as const)
}

const expected = ['one 0', 'one 1', 'one 2', 'two 0', 'two 1', 'two 2'].map((text) => [text, Number(text.at(-1))])
const inOrder = (owners: readonly (readonly [string, number | undefined])[]): unknown => owners.toSorted(([a], [b]) => (a < b ? -1 : 1))

describe('several copies of a task', () => {
  it.for(['fetch', 'fetch with a Request', 'a fetch from before'])('own their calls through chaos.intercept() and %s', async (client) => {
    const release = chaos.intercept()
    try {
      expect(inOrder(await ownersBy(clients[client]!))).toEqual(expected)
    } finally {
      release()
    }
  })

  it.for(['fetch', 'fetch with a Request', 'node:http'])('own their calls through the handlers of MSW and %s', async (client) => {
    const server = setupServer(...chaos.handlers)
    server.listen()
    try {
      expect(inOrder(await ownersBy(clients[client]!))).toEqual(expected)
    } finally {
      server.close()
    }
  })
})
