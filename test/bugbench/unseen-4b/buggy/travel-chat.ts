import Anthropic from '@anthropic-ai/sdk'
import { Mistral } from '@mistralai/mistralai'
import type { Task } from '../../../../src/property/index.ts'
import { slowFirstToken } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

function make(): Task {
  const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 60_000 })
  const mistral = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' }, timeoutMs: 60_000 })

  async function askAnthropic(messages: Turn[], signal: AbortSignal | undefined): Promise<string> {
    const message = await anthropic.messages
      .stream({ model: 'claude-sonnet-4-6', max_tokens: 600, messages }, { signal: within(90_000, signal) })
      .finalMessage()
    if (message.stop_reason !== 'end_turn') throw new Error(`The answer is incomplete: ${String(message.stop_reason)}`)
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (text.trim() === '') throw new Error('The answer is empty.')
    return text
  }

  async function askMistral(messages: Turn[]): Promise<string> {
    const reply = await mistral.chat.complete({ model: 'mistral-large-latest', messages })
    const choice = reply.choices[0]
    const text = choice?.message?.content
    if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '') throw new Error('Both models failed.')
    return text
  }

  return async ({ observe, signal }) => {
    const messages: Turn[] = [{ role: 'user', content: 'Plan three days in Lisbon with two children.' }]
    let text: string
    try {
      text = await askAnthropic(messages, signal)
    } catch {
      text = await askMistral(messages)
    }
    observe.streamed(text)
    return text
  }
}

export const travelChat: YardstickApp = {
  name: 'travel-chat',
  story:
    'A travel chat on Claude with Mistral behind it. The bug: the stop button is taken for a failure of Claude. Once the user has stopped the answer, Mistral is asked, and its answer is paid and shown to somebody who asked for silence.',
  sources: ['openclaw/openclaw#90908', 'openclaw/openclaw#1317', 'code-yeongyu/oh-my-openagent#6615'],
  faultsNeeded: 1,
  kind: 'abort',
  make,
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '20s' }).for('anthropic')], abortAfter: 5000 }],
      wrong(runs) {
        const calls = runs[0]?.[0]?.journal.calls ?? []
        return calls.some((call) => call.provider === 'mistral') ? 'After the user had stopped it, another model was asked.' : undefined
      },
    },
  ],
}
