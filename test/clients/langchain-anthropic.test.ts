import { ChatAnthropic, type ChatAnthropicInput } from '@langchain/anthropic'
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
import { anthropic } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { hear, runAgent } from './langchain.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', providers: [anthropic()], answers: parcelAnswers })

function model(input: ChatAnthropicInput = {}): ChatAnthropic {
  return new ChatAnthropic({ apiKey: 'sk-ant-test', model: 'claude-sonnet-5', ...input })
}

describe('@langchain/anthropic', () => {
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
    const place = z.object({ city: z.string() })
    expect(await model().withStructuredOutput(place, { method: 'jsonSchema' }).invoke(prompt)).toEqual({ city: 'Ghent' })
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

  test('does not try a spent budget again, and takes it for a matter of capacity', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ name: 'RateLimitCapacityError', status: 429 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('does not try a bad request again', async ({ chaos }) => {
    chaos.inject(badRequest())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ status: 400 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('knows a conversation that is too long', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ name: 'ContextOverflowError', lc_error_code: 'CONTEXT_OVERFLOW' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('tries an overload (529) again, six times at most', async ({ chaos }) => {
    chaos.inject(overloaded())
    expect(await errorOf(model().invoke(prompt))).toMatchObject({ status: 529 })
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
    expect(heard.error).toMatchObject({ error: { error: { type: 'overloaded_error' } } })
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
  })

  test('reports a stream that is broken off', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
    const heard = await hear(model().stream(prompt))
    expect(heard.text).toBe(chaos.journal.calls[0]!.received)
    expect(heard.error).toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  test('lets a stream stall past the timeout of its client', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3, duration: '10m' }))
    expect(await hear(model({ clientOptions: { timeout: 20_000 } }).stream(prompt))).toEqual({ text, error: undefined })
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

  test('tries again past the timeout of its client, and not past that of the call', async ({ chaos }) => {
    chaos.inject(neverResponds())
    const patient = model({ clientOptions: { timeout: 20_000 }, maxRetries: 1 })
    expect(await errorOf(patient.invoke(prompt))).toMatchObject({ message: 'Request timed out.' })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted' }, { ending: 'aborted' }])
    chaos.reset()
    chaos.inject(neverResponds())
    expect(await errorOf(model({ maxRetries: 1 }).invoke(prompt, { timeout: 20_000 }))).toMatchObject({ name: 'TimeoutError' })
    expect(chaos.journal).toHaveCalled(1)
  })
})
