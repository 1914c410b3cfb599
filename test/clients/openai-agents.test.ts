import { Agent, OpenAIProvider, Runner, tool, type RunConfig } from '@openai/agents'
import OpenAI, { type ClientOptions } from 'openai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import {
  badRequest,
  invalidToolArguments,
  connectionReset,
  neverResponds,
  endlessToolLoop,
  invalidStructuredOutput,
  midStreamError,
  overloaded,
  quotaExhausted,
  rateLimited,
  stalledStream,
  truncatedStream,
  unknownTool,
} from '../../faults/index.ts'
import { openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({ seed: 'tuesday', clientBehavior: 'ignore', providers: [openai()], answers: parcelAnswers })

const place = z.object({ city: z.string() })
const track = tool({
  name: 'track',
  description: 'Where a parcel is',
  parameters: z.object({ id: z.number() }),
  execute: ({ id }) => `Parcel ${id} is in Ghent.`,
})
const about = { name: 'support', instructions: 'Help the customer.', model: 'gpt-4o' }
const agent = new Agent(about)
const agentWithTool = new Agent({ ...about, tools: [track] })

const apis = [
  { name: 'chat', useResponses: false },
  { name: 'responses', useResponses: true },
] as const

function runner(useResponses: boolean, options: ClientOptions = {}): Runner {
  const openAIClient = new OpenAI({ apiKey: 'sk-test', logLevel: 'off', ...options })
  const config: Partial<RunConfig> = { tracingDisabled: true, modelProvider: new OpenAIProvider({ useResponses, openAIClient }) }
  return new Runner(config)
}

/** The text of a streamed run, and the errors with which its stream and its completion end. */
async function hear(
  runner: Runner,
  agent: Agent,
  signal?: AbortSignal,
): Promise<{ text: string; error: unknown; completed: unknown; isAborted: boolean }> {
  const run = await runner.run(agent, prompt, { stream: true, ...(signal === undefined ? {} : { signal }) })
  let text = ''
  const error = await errorOf(
    (async () => {
      for await (const piece of run.toTextStream()) text += piece
    })(),
  )
  return { text, error, completed: await errorOf(run.completed), isAborted: run.cancelled }
}

describe.for(apis)('@openai/agents, $name', ({ name, useResponses }) => {
  test('makes a call, and reports its cost', async ({ chaos }) => {
    const { finalOutput, rawResponses } = await runner(useResponses).run(agent, prompt)
    expect(finalOutput).toBe(text)
    expect(rawResponses[0]!.usage.outputTokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
  })

  test('streams', async ({ chaos }) => {
    expect(await hear(runner(useResponses), agent)).toMatchObject({ text, error: undefined, completed: undefined })
    expect(chaos.journal.calls).toMatchObject([{ call: { stream: true }, ending: 'complete' }])
  })

  test('runs a tool, and continues with its result', async ({ chaos }) => {
    expect((await runner(useResponses).run(agentWithTool, prompt)).finalOutput).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toMatchObject([{ type: 'tool-result', text: 'Parcel 7 is in Ghent.' }])
  })

  test('runs a tool while it streams', async ({ chaos }) => {
    expect(await hear(runner(useResponses), agentWithTool)).toMatchObject({ text, error: undefined })
    expect(chaos.journal).toHaveCalled(2)
  })

  test('reads structured output', async ({ chaos }) => {
    const { finalOutput } = await runner(useResponses).run(new Agent({ ...about, outputType: place }), prompt)
    expect(finalOutput).toEqual({ city: 'Ghent' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('waits for the time of a rate limit', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(2))
    expect((await runner(useResponses).run(agent, prompt)).finalOutput).toBe(text)
    expect(chaos.journal.calls.map((call) => call.startedAt)).toEqual([0, 20_000, 40_000])
  })

  test('tries again what money has run out for', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    expect(await errorOf(runner(useResponses).run(agent, prompt))).toMatchObject({ status: 429, code: 'credit_balance_exhausted' })
    expect(chaos.journal).toHaveRetried({ times: 2 })
  })

  test('does not try a bad request again', async ({ chaos }) => {
    chaos.inject(badRequest())
    expect(await errorOf(runner(useResponses).run(agent, prompt))).toMatchObject({ status: 400 })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('tries an overload again, twice at most', async ({ chaos }) => {
    chaos.inject(overloaded())
    expect(await errorOf(runner(useResponses).run(agent, prompt))).toMatchObject({ status: 503 })
    expect(chaos.journal).toHaveRetried({ times: 2 })
  })

  test('tries a broken connection again', async ({ chaos }) => {
    chaos.inject(connectionReset().first(1))
    expect((await runner(useResponses).run(agent, prompt)).finalOutput).toBe(text)
    expect(chaos.journal).toHaveRetried({ times: 1 })
  })

  test('reports what the provider reports midway, and does not try again', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const error = { code: 'server_is_overloaded' }
    expect(await hear(runner(useResponses), agent)).toMatchObject({ text: 'Your parcel is', error, completed: error })
    expect(chaos.journal).toHaveCalled(1)
  })

  test(name === 'chat' ? 'treats a truncated stream as complete' : 'reports a stream that was cut', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }))
    const error = name === 'chat' ? undefined : { name: 'ModelBehaviorError', message: 'Model did not produce a final response!' }
    const heard = await hear(runner(useResponses), agent)
    expect(heard.text).toBe('Your parcel is')
    if (error === undefined) expect([heard.error, heard.completed]).toEqual([undefined, undefined])
    else expect(heard).toMatchObject({ error, completed: error })
    expect(chaos.journal.calls[0]!.ending).toBe('truncated')
  })

  test('reports a stream that is broken off', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
    const error = { cause: { code: 'ECONNRESET' } }
    expect(await hear(runner(useResponses), agent)).toMatchObject({ text: 'Your parcel is', error, completed: error })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('lets a stream stall past the timeout of its client', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3, duration: '10m' }))
    expect(await hear(runner(useResponses, { timeout: 20_000 }), agent)).toMatchObject({ text, error: undefined })
    expect(chaos.journal.calls[0]!.endedAt).toBe(600_000)
  })

  test('ends a streamed run without an error when it is aborted, and marks it only in the run itself', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3 }))
    const heard = await hear(runner(useResponses), agent, AbortSignal.timeout(20_000))
    expect(heard).toEqual({ text: 'Your parcel is', error: undefined, completed: undefined, isAborted: true })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 20_000 }])
  })

  test('retries past the timeout of its client, but not after an abort', async ({ chaos }) => {
    chaos.inject(neverResponds())
    const patient = runner(useResponses, { timeout: 20_000, maxRetries: 1 })
    expect(await errorOf(patient.run(agent, prompt))).toBeInstanceOf(OpenAI.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted' }, { ending: 'aborted' }])
    chaos.reset()
    chaos.inject(neverResponds())
    const signal = AbortSignal.timeout(20_000)
    expect(await errorOf(runner(useResponses).run(agent, prompt, { signal }))).toBeInstanceOf(OpenAI.APIUserAbortError)
    expect(chaos.journal).toHaveCalled(1)
  })

  test('ends an endless loop of tools after the most turns that are allowed', async ({ chaos }) => {
    chaos.inject(endlessToolLoop())
    expect(await errorOf(runner(useResponses).run(agentWithTool, prompt, { maxTurns: 4 }))).toMatchObject({ name: 'MaxTurnsExceededError' })
    expect(chaos.journal).toHaveCalled(4)
  })

  test('ends the run if an unknown tool is called', async ({ chaos }) => {
    chaos.inject(unknownTool())
    const error = await errorOf(runner(useResponses).run(agentWithTool, prompt))
    expect(error).toMatchObject({ name: 'ModelBehaviorError', message: 'Tool track_v2 not found in agent support.' })
    expect(chaos.journal).toHaveCalled(1)
  })

  test('informs the model that its tool failed, but not that its arguments were wrong', async ({ chaos }) => {
    chaos.inject(invalidToolArguments().first(1))
    expect((await runner(useResponses).run(agentWithTool, prompt)).finalOutput).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.at(-1)!.parts).toMatchObject([
      { type: 'tool-result', text: 'An error occurred while running the tool. Please try again.' },
    ])
  })

  test('ends the run if the answer does not have the requested form', async ({ chaos }) => {
    chaos.inject(invalidStructuredOutput())
    const error = await errorOf(runner(useResponses).run(new Agent({ ...about, outputType: place }), prompt))
    expect(error).toMatchObject({ name: 'ModelBehaviorError' })
    expect(chaos.journal).toHaveCalled(1)
  })
})
