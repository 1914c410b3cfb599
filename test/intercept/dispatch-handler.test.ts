import { fetch } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionReset, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, brownout, openai } from '../../src/index.ts'

// The package undici 8 reports answers in the same way as the fetch of Node 26.
const chaos = brownout({ providers: [openai()], answers: answers.from(() => 'one two three '.repeat(500)) })
let release: () => void

beforeEach(() => {
  chaos.reset()
  release = chaos.intercept()
})
afterEach(() => release())

function ask(signal: AbortSignal | null = null): ReturnType<typeof fetch> {
  return fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Count.' }] }),
    signal,
  })
}

describe('the fetch of undici 8, taken hold of before', () => {
  it('gets the complete answer with its headers', async () => {
    const response = await ask()
    const text = await response.text()
    expect([response.status, response.headers.get('content-type'), text.trim().endsWith('data: [DONE]')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      true,
    ])
  })

  it('carries the cause of a broken connection, before and within a body', async () => {
    chaos.inject(connectionReset().first(1), truncatedStream({ afterDeltas: 2, ending: 'reset' }))
    await expect(ask()).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
    await expect((await ask()).text()).rejects.toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } })
  })

  it('aborts', async () => {
    chaos.inject(stalledStream({ afterDeltas: 2 }))
    const controller = new AbortController()
    const reading = (await ask(controller.signal)).text()
    setImmediate(() => controller.abort(new Error('enough')))
    await expect(reading).rejects.toThrow('enough')
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })
})
