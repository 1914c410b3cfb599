import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { confidentlyWrong, connectionReset, midStreamError, overloaded, stalledStream, truncatedStream } from '../../../faults/index.ts'
import { answers, anthropic, openai } from '../../../src/index.ts'
import { excerpt } from '../../../src/property/text/ending-in-words.ts'
import { momentsOf, timeline } from '../../../src/property/text/timeline.ts'
import { withChaos } from '../../../src/vitest/index.ts'

const test = withChaos({
  clientBehavior: 'ignore',
  providers: [openai(), anthropic()],
  answers: answers.from(() => 'It comes on Thursday.'),
  pace: { firstToken: '1s' },
})
const messages = [{ role: 'user' as const, content: 'When does it come?' }]

async function askOpenAI(signal?: AbortSignal): Promise<void> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  const options = signal === undefined ? {} : { signal }
  try {
    for await (const chunk of await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }, options)) void chunk
  } catch {
    // The timeline shows which one it was.
  }
}

function askAnthropic(): Promise<unknown> {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  return client.messages
    .stream({ model: 'claude-sonnet-4-6', max_tokens: 100, messages })
    .done()
    .catch(() => undefined)
}

describe('the timeline of a journal', () => {
  test('shows when a complete answer was requested and when it arrived', async ({ chaos }) => {
    await askOpenAI()
    expect(timeline(momentsOf(chaos.journal))).toEqual([
      '      0ms  call 1, openai gpt-4o: sent',
      '       1s  call 1, openai gpt-4o: complete answer: "It comes on Thursday."',
    ])
  })

  test('describes each way to fail in its own words, with the fault', async ({ chaos }) => {
    chaos.inject(
      overloaded({ retryAfter: '8s' }).nth(1).for('anthropic'),
      midStreamError({ afterDeltas: 2 }).nth(2).for('anthropic'),
      truncatedStream({ afterDeltas: 2 }).nth(1).for('openai'),
      connectionReset().nth(2).for('openai'),
      stalledStream({ afterDeltas: 2 }).nth(3).for('openai'),
    )
    await askAnthropic()
    await askAnthropic()
    await askOpenAI()
    await askOpenAI()
    await askOpenAI(AbortSignal.timeout(5_000))
    expect(timeline(momentsOf(chaos.journal)).map((line) => line.trim())).toEqual([
      '0ms  call 1, anthropic claude-sonnet-4-6: error response 529 overloaded, retry after 8s  <- overloaded fired',
      '0ms  call 2, anthropic claude-sonnet-4-6, attempt 2: sent',
      '1s  call 2, anthropic claude-sonnet-4-6: overloaded error in the stream after "It comes"  <- mid-stream-error fired',
      '1s  call 3, openai gpt-4o: sent',
      '2s  call 3, openai gpt-4o: stream ends without its terminal event after "It comes"  <- truncated-stream fired',
      '2s  call 4, openai gpt-4o, attempt 2: connection breaks before any text  <- connection-reset fired',
      '2s  call 5, openai gpt-4o, attempt 3: sent  <- stalled-stream fired',
      '7s  call 5, openai gpt-4o: aborted by the client after "It comes"',
    ])
  })

  test('names the fault of an answer that is complete and wrong', async ({ chaos }) => {
    chaos.inject(confidentlyWrong({ strategy: 'date-shift' }))
    await askOpenAI()
    expect(timeline(momentsOf(chaos.journal)).join('\n')).toMatch(
      /sent {2}<- confidently-wrong fired\n.*complete answer: "It comes on (?!Thursday)\w+day\."/,
    )
  })
})

describe('a long timeline', () => {
  test('omits its middle, and counts the omitted lines', () => {
    const moments = Array.from({ length: 40 }, (_, index) => ({ at: index * 1_000, text: `call ${index}` }))
    const lines = timeline(moments)
    expect(lines).toHaveLength(16)
    expect(lines[11]).toBe('           ... 25 more')
    expect(lines.at(-1)).toBe('      39s  call 39')
  })

  test('shortens long texts in their middle', () => {
    expect(excerpt('one  two\nthree')).toBe('one two three')
    expect(excerpt('word '.repeat(30))).toBe('word word word word word wor ... ord word')
  })
})
