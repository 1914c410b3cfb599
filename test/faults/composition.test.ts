import Anthropic from '@anthropic-ai/sdk'
import fc from 'fast-check'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/index.ts'
import { internalsOf } from '../../src/brownout.ts'
import { anthropic, brownout, Injection, openai, virtualTime, type AnyFault } from '../../src/index.ts'
import { readParameters } from '../../src/engine/fault.ts'
import { intercept } from '../../src/msw/network.ts'
import { StuckError } from '../../src/time/index.ts'

const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city', 'days'],
  additionalProperties: false,
}
const messages = [{ role: 'user' as const, content: 'Where is my parcel, and how many days does it take?' }]

/** Each dialect, asked in each of its ways. */
function asks(): Promise<unknown>[] {
  const openaiClient = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 20_000, logLevel: 'off' })
  const anthropicClient = new Anthropic({ apiKey: 'test', maxRetries: 0, timeout: 20_000, logLevel: 'off' })
  const chat = { model: 'gpt-4o', messages: [{ role: 'system' as const, content: 'Be brief.' }, ...messages] }
  const respond = { model: 'gpt-4o', instructions: 'Be brief.', input: messages[0]!.content }
  const message = { model: 'claude-sonnet-5', max_tokens: 300, system: 'Be brief.', messages }
  const signal = AbortSignal.timeout(60_000)
  return [
    openaiClient.chat.completions.create(chat, { signal }),
    openaiClient.chat.completions
      .stream(
        { ...chat, tools: [{ type: 'function', function: { name: 'track', parameters: schema } }], tool_choice: 'required' },
        { signal },
      )
      .done(),
    openaiClient.responses.create(
      { ...respond, text: { format: { type: 'json_schema', name: 'place', schema, strict: true } } },
      { signal },
    ),
    openaiClient.responses.stream(respond, { signal }).finalResponse(),
    anthropicClient.messages.create({ ...message, output_config: { format: { type: 'json_schema', schema } } }, { signal }),
    anthropicClient.messages
      .stream({ ...message, tools: [{ name: 'track', input_schema: schema }], tool_choice: { type: 'any' } }, { signal })
      .done(),
  ]
}

const count = 6

function injectionOf(fault: AnyFault): Injection {
  return new Injection(fault, readParameters(fault, {}))
}

/** Lets all dialects be asked under some faults, and says what must hold of any composition. */
async function expectToCompose(faults: readonly AnyFault[]): Promise<void> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], pace: { firstToken: '100ms', perDelta: '10ms' } })
  chaos.inject(...faults.map(injectionOf))
  const release = intercept({ handlers: chaos.handlers, knows: (url) => internalsOf(chaos).router.knows(url), escaped: () => {} })
  try {
    await virtualTime(() => Promise.allSettled(asks()), { seed: 'tuesday' }).catch((error: unknown) => {
      if (error instanceof StuckError) throw new Error(`stuck under ${faults.map(({ name }) => name).join(' and ')}`, { cause: error })
      throw error
    })
  } finally {
    release()
  }
  const { calls, bugs, unhandled } = chaos.journal
  expect([bugs, unhandled, calls.length]).toEqual([[], [], count])
  for (const { ending, endedAt, startedAt } of calls) {
    expect(ending).toMatch(/^(?:complete|cut|reset|aborted|refused)$/)
    expect(endedAt).toBeGreaterThanOrEqual(startedAt)
  }
}

const pairs = catalogue.flatMap((first, index) => catalogue.slice(index).map((second) => [first, second] as const))

describe('every fault composes with every other, before every dialect', () => {
  it.for(catalogue)('$name, with each', { timeout: 30_000 }, async (fault) => {
    for (const pair of pairs.filter(([first]) => first === fault)) {
      await expectToCompose(pair)
      await expectToCompose(pair.toReversed())
    }
  })

  it(
    'any three of them',
    () =>
      fc.assert(fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...catalogue), { minLength: 3, maxLength: 3 }), expectToCompose), {
        numRuns: 100,
      }),
    30_000,
  )
})
