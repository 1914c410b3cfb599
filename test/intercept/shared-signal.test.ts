import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionReset, stalledStream, truncatedStream } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'

const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: 'one two three four' }] }) })
const { signal } = new AbortController()
const listeners = (): number => getEventListeners(signal, 'abort').length
let release: () => void

beforeEach(() => {
  chaos.reset()
  release = chaos.intercept()
})
afterEach(() => release())

function ask(): Promise<Response> {
  return fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Count.' }] }),
    signal,
  })
}

describe('a signal that many calls share', () => {
  it('is listened to while a body is under way', async () => {
    const response = await ask()
    expect(listeners()).toBe(1)
    await response.text()
  })

  it.each([
    ['was read to its end', (response: Response) => response.text(), undefined],
    ['was cancelled', (response: Response) => response.body!.cancel(), undefined],
    ['was cancelled in silence', (response: Response) => response.body!.cancel(), stalledStream({ afterDeltas: 1 })],
    ['was truncated', (response: Response) => response.text(), truncatedStream({ afterDeltas: 2 })],
    ['broke', (response: Response) => response.text().catch(String), truncatedStream({ afterDeltas: 2, ending: 'reset' })],
  ])('keeps no listener of a body that %s', async (_, read, fault) => {
    if (fault !== undefined) chaos.inject(fault)
    for (let count = 0; count < 20; count++) await read(await ask())
    expect(listeners()).toBe(0)
  })

  it('keeps no listener of a call that broke before its headers', async () => {
    chaos.inject(connectionReset())
    await expect(ask()).rejects.toThrow('fetch failed')
    expect(listeners()).toBe(0)
  })
})
