import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import { midStreamError, overloaded } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, ProviderError, within } from '../patiently.ts'

const questions = ['What is a prime number?', 'Is 91 one?', 'And 97?', 'How many are there below 100?']

/** What the site stores of a lesson while it is streamed, so that a reload of the page shows it. */
class Transcript {
  readonly #turns: { readonly role: 'user' | 'assistant'; content: string }[] = []

  begin(question: string): { add(text: string): void } {
    this.#turns.push({ role: 'user', content: question })
    const answer = { role: 'assistant' as const, content: '' }
    this.#turns.push(answer)
    return { add: (text) => void (answer.content += text) }
  }

  /** The messages for the model: all turns, and the open answer as the place to write. */
  get messages(): Anthropic.MessageParam[] {
    return this.#turns.slice(0, -1).map(({ role, content }) => ({ role, content }))
  }
}

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })
  const transcript = new Transcript()
  let asked = 0

  async function* explain(messages: Anthropic.MessageParam[], signal: AbortSignal | undefined): AsyncGenerator<string, void> {
    const limit = within(60_000, signal)
    const stream = await client.messages.create(
      {
        model: 'claude-sonnet-4-6',
        max_tokens: 800,
        stream: true,
        system: [{ type: 'text', text: 'You are a patient tutor.', cache_control: { type: 'ephemeral' } }],
        messages,
      },
      { signal: limit },
    )
    let reason = ''
    let over = false
    for await (const event of stream) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text
      if (event.type === 'message_delta') reason = event.delta.stop_reason ?? ''
      if (event.type === 'message_stop') over = true
    }
    limit.throwIfAborted()
    if (!over || reason !== 'end_turn') throw new AnswerError(`The explanation is cut: ${reason === '' ? 'the stream ended' : reason}.`)
  }

  return async ({ observe, signal }) => {
    const turn = transcript.begin(questions[asked++ % questions.length] ?? '')
    let text = ''
    try {
      for await (const delta of explain(transcript.messages, signal)) {
        turn.add(delta)
        observe.streamed(delta)
        text += delta
      }
    } catch (error) {
      signal?.throwIfAborted()
      throw error instanceof AnswerError ? error : new ProviderError('Claude could not explain it.', { cause: error })
    }
    if (text.trim() === '') throw new AnswerError('There is no explanation.')
    return text
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const later = runs.slice(1).flat()
  return later.every((run) => run.error !== undefined) ? `After the failure all ${later.length} later questions fail, too.` : undefined
}

export const homeworkHelper: YardstickApp = {
  name: 'homework-helper',
  story:
    'A tutor by Claude; the lesson is stored while it is streamed, first with an empty answer that then grows. The bug: if the provider fails before the first word, the empty answer stays in the lesson, and Anthropic refuses a conversation with an empty message. The child cannot go on, whatever it asks, until someone deletes the lesson.',
  sources: ['OpenHands/OpenHands#6852', 'anthropics/claude-code#12162', 'anomalyco/opencode#3230'],
  faultsNeeded: 1,
  kind: 'history',
  make,
  scripts: [
    { steps: [{ inject: [overloaded()] }, { after: 3_600_000 }, { after: 3_600_000 }], wrong },
    { steps: [{ inject: [midStreamError({ afterDeltas: 0 })] }, { after: 3_600_000 }, { after: 60_000 }], wrong },
  ],
}
