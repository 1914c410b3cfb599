import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import { describe, expect } from 'vitest'
import { badRequest, midStreamError, overloaded, rateLimited, truncatedStream } from '../../faults/index.ts'
import { anthropic, openai } from '../../src/index.ts'
import { faultsOf, noSilentTruncation, retriesAtMost, survives } from '../../src/property/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { hear } from './langchain.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', providers: [openai(), anthropic()], answers: parcelAnswers })

const first = new ChatOpenAI({ apiKey: 'sk-test', model: 'gpt-4o' })
const second = new ChatAnthropic({ apiKey: 'sk-ant-test', model: 'claude-sonnet-5' })
const either = first.withFallbacks([second])

describe("LangChain's withFallbacks", () => {
  test('calls the other provider, once the first has been overloaded for all its attempts', async ({ chaos }) => {
    chaos.inject(overloaded().for('openai'))
    expect((await either.invoke(prompt)).text).toBe(text)
    expect(chaos.journal).toHaveFallenBack({ from: 'openai', to: 'anthropic' })
    expect(chaos.journal.calls.map((call) => call.provider)).toEqual([...Array.from({ length: 7 }, () => 'openai'), 'anthropic'])
  })

  test('sends it a bad request, too', async ({ chaos }) => {
    chaos.inject(badRequest().for('openai'))
    expect((await either.invoke(prompt)).text).toBe(text)
    expect(chaos.journal.calls.map((call) => call.provider)).toEqual(['openai', 'anthropic'])
  })

  test('reports the first failure if both fail', async ({ chaos }) => {
    chaos.inject(badRequest().for('openai'), overloaded().for('anthropic'))
    expect(await errorOf(either.invoke(prompt))).toMatchObject({ status: 400 })
    expect(chaos.journal.calls.at(-1)).toMatchObject({ provider: 'anthropic', status: 529 })
  })

  test('calls it if a stream does not begin', async ({ chaos }) => {
    chaos.inject(badRequest().for('openai'))
    expect(await hear(either.stream(prompt))).toEqual({ text, error: undefined })
    expect(chaos.journal).toHaveFallenBack({ from: 'openai', to: 'anthropic' })
  })

  test('does not call it if a stream fails in its middle', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }).for('openai'))
    expect((await hear(either.stream(prompt))).error).toMatchObject({ code: 'server_is_overloaded' })
    expect(chaos.journal).toHaveCalled(1)
  })
})

describe('an app on LangChain', () => {
  test('retries at most six times, for any mix of limits and overloads', async ({ chaos }) => {
    const faults = faultsOf(overloaded, rateLimited)
    const report = await survives(chaos, async () => (await first.invoke(prompt)).text, {
      faults,
      runs: 50,
      properties: [retriesAtMost(6)],
    })
    expect(report.fired).toMatchObject({ overloaded: expect.any(Number) as number, 'rate-limited': expect.any(Number) as number })
  })

  test('returns a truncated stream as complete', async ({ chaos }) => {
    const failure = await survives(chaos, async () => (await hear(second.stream(prompt))).text, {
      faults: faultsOf(truncatedStream),
      properties: [noSilentTruncation()],
    }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'ResilienceError', plan: { injections: [{ fault: 'truncated-stream' }] } })
  })
})
