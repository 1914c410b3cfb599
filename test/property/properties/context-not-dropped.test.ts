import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import { contextLengthExceeded } from '../../../faults/index.ts'
import { contextNotDropped, faultsOf } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, timesKept } from '../apps.ts'
import { call, evidence } from './evidence.ts'

const rules = 'Answer in English.'
const property = contextNotDropped([rules])
const faults = faultsOf(contextLengthExceeded)

/** Asks, and once more with a shorter conversation where it is too long. */
async function shortening(shorten: (messages: ChatCompletionMessageParam[]) => ChatCompletionMessageParam[]): Promise<void> {
  const messages: ChatCompletionMessageParam[] = [
    { role: 'system', content: rules },
    { role: 'user', content: 'Hello.' },
    { role: 'user', content: 'Where is my parcel?' },
  ]
  const say = (said: ChatCompletionMessageParam[]): Promise<unknown> =>
    openaiClient().chat.completions.create({ model: 'gpt-4o', messages: said })
  await say(messages).catch(() => say(shorten(messages)))
}

describe('contextNotDropped', () => {
  test('is kept where the middle is left out', async ({ chaos }) => {
    expect(await timesKept(chaos, () => shortening((messages) => messages.toSpliced(1, 1)), property, faults)).toBeGreaterThan(0)
  })

  test('is broken where the oldest message is left out', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => shortening((messages) => messages.slice(1)), { faults, properties: [property] })
    expect(failure.message).toContain('call 2, to openai, does not say "Answer in English."')
  })

  test('says nothing without a call or a fact', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
    expect(contextNotDropped([]).judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
