import { expect, it } from 'vitest'
import type { Ask, Client } from '../../bench/matrix/client.ts'
import { mostRequests, play } from '../../bench/matrix/play.ts'
import { overloaded } from '../../faults/index.ts'
import { openai } from '../../src/index.ts'

function clientThat(complete: Ask): Client {
  return { name: 'test', packages: [], providers: [openai], asks: { complete } }
}

function send(): Promise<Response> {
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] })
  return fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers: { authorization: 'Bearer test' }, body })
}

it('ends a client that retries forever without a wait', async () => {
  const retrying = clientThat(async () => {
    while (!(await send()).ok);
  })
  const { observed, calls } = await play(retrying, 'complete', [overloaded()])
  expect(observed.settled).toBe('endless')
  expect(calls).toHaveLength(mostRequests)
})

it('gives a client the same random ids in each run, and restores crypto.randomUUID', async () => {
  const naming = clientThat((shown) => Promise.resolve(shown.text(`${crypto.randomUUID()} ${crypto.randomUUID()}`)))
  const [first, second] = [await play(naming, 'complete', []), await play(naming, 'complete', [])]
  expect(first.observed.text).toBe(second.observed.text)
  expect(new Set(first.observed.text.split(' ')).size).toBe(2)
  expect(crypto.randomUUID()).not.toBe(crypto.randomUUID())
})
