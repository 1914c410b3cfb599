import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import { contextLengthExceeded } from '../../../faults/index.ts'
import type { Message } from '../../../src/kit.ts'
import { keepsRequiredContext, faultsOf } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, timesKept } from '../apps.ts'
import { asked, call, evidence, failed } from './evidence.ts'

const rules = 'Answer in English.'
const property = keepsRequiredContext([rules])
const faults = faultsOf(contextLengthExceeded)

/** Makes a call, and another with a shorter conversation if it is too long. */
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

describe('keepsRequiredContext', () => {
  test('holds if the middle is dropped', async ({ chaos }) => {
    expect(await timesKept(chaos, () => shortening((messages) => messages.toSpliced(1, 1)), property, faults)).toBeGreaterThan(0)
  })

  test('is violated if the oldest message is dropped', async ({ chaos }) => {
    const failure = await failureOf(chaos, () => shortening((messages) => messages.slice(1)), { faults, properties: [property] })
    expect(failure.message).toContain('call 2, to openai, does not contain "Answer in English."')
  })

  const text = (role: 'system' | 'user' | 'assistant', said: string): Message => ({ role, parts: [{ type: 'text', text: said }] })
  const main = asked({ messages: [text('system', rules), text('user', 'Where is my parcel?')] })
  const later = { startedAt: 500, endedAt: 600 } as const

  test.for([
    ['embeds the question', [call({ call: asked({ operation: 'embed' }) }), call({ ...later, call: main })], 'held'],
    [
      'lets a model find a title',
      [
        call({ call: main }),
        call({ ...later, call: asked({ index: 1, messages: [text('system', 'Find a title.'), text('user', 'Where is my parcel?')] }) }),
      ],
      'remark',
    ],
    [
      'rewrites the question first, and fails there',
      [failed({ call: asked({ messages: [text('user', 'Rewrite: where is it?')] }) })],
      'remark',
    ],
    ['retries with the same prompt', [failed({ call: main }), call({ ...later, call: { ...main, index: 1 } })], 'held'],
  ] as const)('does not accuse an app that %s', ([, calls, expected]) => {
    expect(property.judge(evidence({ calls })).type).toBe(expected)
  })

  test.for([
    [
      'calls the fallback with another prompt',
      failed({ call: main }),
      call({
        ...later,
        provider: 'anthropic',
        call: asked({ index: 1, messages: [text('system', 'Be nice.'), text('user', 'Where is my parcel?')] }),
      }),
    ],
    [
      'trims its system prompt away',
      call({ call: main, received: 'Tomorrow.' }),
      call({ ...later, call: asked({ index: 1, messages: [text('assistant', 'Tomorrow.'), text('user', 'And the other?')] }) }),
    ],
    ['has none at all', call({ call: asked() }), call({ ...later, call: asked({ index: 1 }) })],
  ] as const)('is violated by an app that %s', ([, ...calls]) => {
    expect(property.judge(evidence({ calls })).type).toBe('violated')
  })

  test('is inconclusive without a call or a fact', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
    expect(keepsRequiredContext([]).judge(evidence({ calls: [call()] })).type).toBe('inconclusive')
  })
})
