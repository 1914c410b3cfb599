import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { confidentlyWrong, overloaded, rateLimited, truncatedStream } from '../../faults/index.ts'
import { answers } from '../../src/index.ts'
import { describe, expect, test, withChaos } from '../../src/vitest/index.ts'

const ask = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'How long can I return a parcel?' }] }

async function askBoth(openaiRetries = 0): Promise<string> {
  try {
    const reply = await new OpenAI({ apiKey: 'test', maxRetries: openaiRetries }).chat.completions.create(ask)
    return reply.choices[0]!.message.content!
  } catch {
    const reply = await new Anthropic({ apiKey: 'test' }).messages.create({ ...ask, model: 'claude-sonnet-5', max_tokens: 500 })
    return reply.content.map((block) => ('text' in block ? block.text : '')).join('')
  }
}

describe('the chaos fixture', () => {
  test('answers before anything is injected', async ({ chaos }) => {
    expect(await askBoth()).not.toBe('')
    expect(chaos.journal).toHaveCalled(1)
  })

  test('starts every test with an empty journal', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
  })

  test('sees a fallback', async ({ chaos }) => {
    chaos.inject(overloaded().for('openai'))
    await askBoth()
    expect(chaos.journal).toHaveFallenBack({ from: 'openai', to: 'anthropic' })
    expect(chaos.journal).toHaveFired('overloaded', { times: 1 })
    expect(chaos.journal).not.toHaveRetried()
  })

  test('sees retries and how long they waited, in no time', async ({ chaos }) => {
    const start = process.hrtime.bigint
    chaos.inject(rateLimited({ retryAfter: '60s' }).first(3))
    await askBoth(3)
    expect(chaos.journal).toHaveRetried(3)
    expect(chaos.journal).toHaveWaited('60s')
    expect(chaos.journal.calls.map((call) => call.startedAt)).toEqual([0, 60_000, 120_000, 180_000])
    expect(process.hrtime.bigint).toBe(start)
  })

  test('lists the journal if an expectation fails', async ({ chaos }) => {
    await askBoth()
    expect(() => expect(chaos.journal).toHaveFallenBack({ from: 'openai', to: 'anthropic' })).toThrow(
      /fallen back from openai to anthropic[^]*openai gpt-4o, attempt 1: 200, complete at 0ms/,
    )
  })

  test('counts in words', async ({ chaos }) => {
    await askBoth()
    expect(() => expect(chaos.journal).toHaveRetried(3)).toThrow(
      'Expected the app to have retried 3 times. It has retried 0 times. The journal has:',
    )
    expect(() => expect(chaos.journal).toHaveRetried({ times: 1, provider: 'openai' })).toThrow(
      'to have retried once at openai. It has retried 0 times. The',
    )
  })

  test('reports that an expectation was given something else', () => {
    expect(() => expect('nothing').toHaveRetried()).toThrow('Expected a journal, as in expect(chaos.journal), but got "nothing".')
  })
})

describe('withChaos', () => {
  const truthful = withChaos({
    answers: answers.facts([{ prompt: /return/, truth: '30 days', lies: ['90 days'] }]),
    unfiredFaults: 'ignore',
  })

  truthful('knows the truth next to the received text', async ({ chaos }) => {
    chaos.inject(confidentlyWrong())
    expect(await askBoth()).toContain('90 days')
    expect(chaos.journal.calls[0]!.truth).toContain('30 days')
    expect(chaos.journal).not.toHaveReceivedTheTruth()
  })

  truthful('counts a fault that changed nothing as never fired', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 500 }))
    await askBoth()
    expect(chaos.neverFired.map((injection) => injection.fault.name)).toEqual(['truncated-stream'])
  })
})

describe('concurrent tests in real time', () => {
  const real = withChaos({ time: 'real' })

  real.concurrent.for([1, 2, 3, 4, 5])('keep their faults and journals apart (%i)', async (ordinal, { chaos, expect: expectHere }) => {
    if (ordinal % 2 === 1) chaos.inject(overloaded().for('openai'))
    for (let count = 0; count < ordinal; count++) {
      await askBoth()
      await new Promise((resolve) => void setImmediate(resolve))
    }
    expectHere(chaos.journal.calls.length).toBe(ordinal % 2 === 1 ? 2 * ordinal : ordinal)
  })
})
