import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { overloaded, rateLimited, stalledStream } from '../../faults/index.ts'
import {
  anthropic,
  answers,
  brownout,
  openai,
  virtualTime,
  type BrownoutOptions,
  type Injection,
  type JournalCall,
} from '../../src/index.ts'

const words = 'It comes on Thursday before noon.'
const minutes = (count: number): number => count * 60_000
const messages = [{ role: 'user' as const, content: 'When does it come?' }]

async function askOpenAI(question = messages[0]!.content): Promise<string> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 3, logLevel: 'off' })
  let text = ''
  for await (const chunk of await client.chat.completions.create({
    model: 'gpt-4o',
    stream: true,
    messages: [{ role: 'user', content: question }],
  }))
    text += chunk.choices[0]?.delta.content ?? ''
  return text
}

async function askAnthropic(): Promise<string> {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 3, logLevel: 'off' })
  return client.messages.stream({ model: 'claude-sonnet-4-6', max_tokens: 100, messages }).finalText()
}

/** The same again and again, each time from the same seed and a clock at 0: each time the same journal, to the byte. */
async function again(
  count: number,
  run: () => Promise<unknown>,
  injections: readonly Injection[],
  options: Partial<BrownoutOptions> = {},
): Promise<readonly JournalCall[]> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], answers: answers.from(() => words), ...options })
  const release = chaos.intercept()
  const journals = new Set<string>()
  try {
    for (let done = 0; done < count; done++) {
      chaos.reset()
      chaos.inject(...injections)
      await virtualTime(run, { seed: 'tuesday' })
      journals.add(JSON.stringify(chaos.journal))
    }
  } finally {
    release()
  }
  expect(journals.size).toBe(1)
  return chaos.journal.calls
}

const startsOf = (calls: readonly JournalCall[]): number[] => calls.map(({ startedAt }) => startedAt)
const slow = { pace: { perDelta: '30s' } } as const

/** Waits that tests and apps have in virtual time, each with a number of repetitions. */
export function describeWaits(count: number): void {
  describe('three retries, each after a minute that the provider demands', () => {
    it('are waited for by the OpenAI SDK', async () => {
      const calls = await again(count, () => askOpenAI(), [rateLimited({ retryAfter: '60s' }).first(3)])
      expect(startsOf(calls)).toEqual([0, minutes(1), minutes(2), minutes(3)])
      expect(calls.map(({ status }) => status)).toEqual([429, 429, 429, 200])
    })

    it('are waited for by the Anthropic SDK', async () => {
      const calls = await again(count, askAnthropic, [overloaded({ retryAfter: '60s' }).first(3)])
      expect(startsOf(calls)).toEqual([0, minutes(1), minutes(2), minutes(3)])
      expect(calls.map(({ status }) => status)).toEqual([529, 529, 529, 200])
    })
  })

  it('a stall of ten minutes in the middle of a stream ends when it is over', async () => {
    const [call] = await again(count, async () => expect(await askOpenAI()).toBe(words), [
      stalledStream({ afterDeltas: 2, duration: '10m' }),
    ])
    expect(call).toMatchObject({ firstByteAt: 0, endedAt: minutes(10), ending: 'complete' })
  })

  it('a stream at 30 s a token takes as long as that', async () => {
    const [call] = await again(count, async () => expect(await askAnthropic()).toBe(words), [], slow)
    expect(call!.deltas).toBeGreaterThan(4)
    expect(call).toMatchObject({ firstByteAt: 0, endedAt: (call!.deltas - 1) * 30_000 })
  })

  it('twenty calls at a time wait next to each other, not one after another', async () => {
    const twenty = async (): Promise<void> => {
      const told = await Promise.all(Array.from({ length: 20 }, (_, index) => askOpenAI(`Question ${index}`)))
      expect(new Set(told)).toEqual(new Set([words]))
    }
    const calls = await again(count, twenty, [rateLimited({ retryAfter: '60s' }).chance(0.2)], slow)
    expect(calls.length).toBeGreaterThan(20)
    expect(Math.max(...calls.map(({ endedAt }) => endedAt!))).toBeLessThan(minutes(10))
  })
}
