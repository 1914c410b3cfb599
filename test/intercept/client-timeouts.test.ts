import { GoogleGenAI } from '@google/genai'
import { Agent } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { bodyTimeout, headersTimeout } from '../../faults/index.ts'
import { brownout, gemini, openai, virtualTime } from '../../src/index.ts'

const chaos = brownout({ providers: [gemini(), openai()] })
const anHour = 3_600_000

afterEach(() => chaos.reset())

/** How a call ends within an hour. */
function endingOf(ask: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> {
  const release = chaos.intercept()
  return virtualTime(() => {
    const over = new AbortController()
    setTimeout(() => over.abort(new Error('The app gives up.')), anHour)
    return ask(over.signal).then(
      () => 'an answer',
      (error: Error) => error.message,
    )
  }).finally(release)
}

function request(dispatcher: object): (signal: AbortSignal) => Promise<unknown> {
  const init = {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
    dispatcher,
  }
  return async (signal) => (await fetch('https://api.openai.com/v1/chat/completions', { ...init, signal })).text()
}

describe.each([headersTimeout, bodyTimeout])('a timeout of undici: $name', (fault) => {
  it('does not end a call of @google/genai, which switches it off', async () => {
    chaos.inject(fault())
    const client = new GoogleGenAI({ apiKey: 'test' })
    const ask = (abortSignal: AbortSignal): Promise<unknown> =>
      client.models.generateContent({ model: 'gemini-2.5-flash', contents: 'Where is my parcel?', config: { abortSignal } })
    expect(await endingOf(ask)).toMatch(/The app gives up|aborted/)
  })

  it('does not end a call with an Agent that has none', async () => {
    chaos.inject(fault())
    expect(await endingOf(request(new Agent({ headersTimeout: 0, bodyTimeout: 0 })))).toBe('The app gives up.')
  })

  it.each([new Agent(), {}, { dispatch: () => true }])('ends a call with another dispatcher: %#', async (dispatcher) => {
    chaos.inject(fault())
    expect(await endingOf(request(dispatcher))).toMatch(/fetch failed|terminated/)
  })
})

it('leaves the dispatcher of the process as it was', async () => {
  const place = Symbol.for('undici.globalDispatcher.1')
  void new Request('http://localhost')
  const before: unknown = Reflect.get(globalThis, place)
  chaos.inject(headersTimeout())
  await endingOf(
    request({
      dispatch: () => {
        throw new Error('No.')
      },
    }),
  )
  expect(Reflect.get(globalThis, place)).toBe(before)
})
