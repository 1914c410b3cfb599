import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai'
import { http, HttpResponse } from 'msw'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import {
  badRequest,
  connectionReset,
  neverResponds,
  contextLengthExceeded,
  midStreamError,
  overloaded,
  quotaExhausted,
  rateLimited,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { hear, runAgent } from './langchain.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

// @langchain/openai counts the tokens of a streamed answer that states no usage, by a table that it fetches: here each byte is one.
const bytes = Array.from({ length: 256 }, (_, byte) => Buffer.from([byte]).toString('base64'))
const fetched: string[] = []
const tokenTables = http.get('https://tiktoken.pages.dev/*', ({ request }) => {
  fetched.push(request.url)
  return HttpResponse.json({ pat_str: '.', special_tokens: {}, bpe_ranks: `! 0 ${bytes.join(' ')}` })
})
const test = withChaos({ seed: 'tuesday', providers: [openai()], answers: parcelAnswers, handlers: [tokenTables] })

const models = [
  { name: 'chat', model: (fields: ChatOpenAIFields = {}) => new ChatOpenAI({ apiKey: 'sk-test', model: 'gpt-4o', ...fields }) },
  {
    name: 'responses',
    model: (fields: ChatOpenAIFields = {}) => new ChatOpenAI({ apiKey: 'sk-test', model: 'gpt-5', useResponsesApi: true, ...fields }),
  },
] as const

describe.for(models)('@langchain/openai, $name', ({ name, model }) => {
  test('makes a call, and reports its cost', async ({ chaos }) => {
    const reply = await model().invoke(prompt)
    expect(reply.text).toBe(text)
    expect(reply.usage_metadata).toMatchObject({ output_tokens: chaos.journal.calls[0]!.usage!.outputTokens })
  })

  test('streams', async ({ chaos }) => {
    expect(await hear(model().stream(prompt))).toEqual({ text, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ call: { stream: true }, ending: 'complete' }])
  })

  test('runs a tool, and continues with its result', async ({ chaos }) => {
    expect(await runAgent(model())).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toMatchObject([{ type: 'tool-result', text: 'Parcel 7 is in Ghent.' }])
  })

  test('reads structured output', async ({ chaos }) => {
    expect(
      await model()
        .withStructuredOutput(z.object({ city: z.string() }))
        .invoke(prompt),
    ).toEqual({ city: 'Ghent' })
    expect(chaos.journal.calls[0]!.call.output).toBeDefined()
  })

  test('waits for the time of a rate limit, up to a minute', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
    expect((await model().invoke(prompt)).text).toBe(text)
    expect(chaos.journal.calls.map((call) => call.startedAt)).toEqual([0, 20_000, 40_000])
  })

  test('does not retry if a rate limit has no time to wait', async ({ chaos }) => {
    chaos.inject(rateLimited({ form: 'none' }).first(1))
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ name: 'RateLimitCapacityError', rateLimitReason: 'headerless_429' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('gives up at once if a rate limit demands a longer wait', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '90s' }).first(1))
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ name: 'RateLimitCapacityError', status: 429, retryAfterMs: 90_000 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('does not try again what money has run out for', async ({ chaos }) => {
    chaos.inject(quotaExhausted({ cause: 'unnamed-quota' }))
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ name: 'InsufficientQuotaError', status: 429 })
    expect(chaos.journal).toHaveCalled(1)
    chaos.reset()
    chaos.inject(quotaExhausted())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ name: 'RateLimitQuotaExhaustedError', status: 429 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('does not try a bad request again', async ({ chaos }) => {
    chaos.inject(badRequest())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ status: 400 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('knows a conversation that is too long', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ name: 'ContextOverflowError' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('tries an overload again, six times at most', async ({ chaos }) => {
    chaos.inject(overloaded())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ status: 503 })
    expect(chaos.journal).toHaveRetried({ times: 6 })
  })

  test('tries a broken connection again', async ({ chaos }) => {
    chaos.inject(connectionReset().first(1))
    expect((await model().invoke(prompt)).text).toBe(text)
    expect(chaos.journal).toHaveRetried({ times: 1 })
  })

  test('reports what the provider reports midway, and does not try again', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const heard = await hear(model().stream(prompt))
    expect(heard.text).toBe(chaos.journal.calls[0]!.received)
    expect(heard.error).toMatchObject({ code: 'server_is_overloaded' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('treats a truncated stream as complete', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    expect(await hear(model().stream(prompt))).toEqual({ text: 'Your parcel is', error: undefined })
    expect(chaos.journal.calls[0]!.ending).toBe('truncated')
  })

  test('treats a truncated stream as complete even if it collects the stream itself', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    expect((await model({ streaming: true }).invoke(prompt)).text).toBe('Your parcel is')
    expect(chaos.journal.calls[0]!.ending).toBe('truncated')
    if (name === 'chat') expect(fetched).toEqual(['https://tiktoken.pages.dev/js/gpt2.json'])
  })

  test('reports a stream that is broken off', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
    const heard = await hear(model().stream(prompt))
    expect(heard.text).toBe(chaos.journal.calls[0]!.received)
    expect(heard.error).toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  test('lets a stream stall past the timeout of the model', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3, duration: '10m' }))
    expect(await hear(model({ timeout: 20_000 }).stream(prompt))).toEqual({ text, error: undefined })
    expect(chaos.journal.calls[0]!.endedAt).toBe(600_000)
  })

  test('ends a stalled stream at the timeout of the call', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3 }))
    expect((await hear(model().stream(prompt, { timeout: 20_000 }))).error).toMatchObject({ name: 'TimeoutError' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 20_000 }])
  })

  test('ends a stalled stream when it is aborted', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3 }))
    const heard = await hear(model().stream(prompt, { signal: AbortSignal.timeout(20_000) }))
    expect(heard.error).toMatchObject({ name: 'TimeoutError' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 20_000 }])
  })

  test('tries again past the timeout of the model, and not past that of the call', async ({ chaos }) => {
    chaos.inject(neverResponds())
    expect(await errorOf(model({ timeout: 20_000, maxRetries: 1 }).invoke(prompt))).toMatchObject({ name: 'TimeoutError' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted' }, { ending: 'aborted' }])
    chaos.reset()
    chaos.inject(neverResponds())
    expect(await errorOf(model({ maxRetries: 1 }).invoke(prompt, { timeout: 20_000 }))).toMatchObject({ name: 'AbortError' })
    expect(chaos.journal).toHaveCalled(1)
  })
})
