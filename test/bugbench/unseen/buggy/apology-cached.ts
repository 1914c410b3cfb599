import Anthropic from '@anthropic-ai/sdk'
import { overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Reply {
  readonly text: string
  readonly isApology: boolean
}

/** Answers common questions, each of them only once. */
class Faq {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 30_000 })
  readonly #known = new Map<string, Reply>()

  async #ask(question: string, signal: AbortSignal): Promise<Reply> {
    try {
      const message = await this.#client.messages.create(
        { model: 'claude-haiku-4-5', max_tokens: 500, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text === '') throw new Error('The model gave no complete answer.')
      return { text, isApology: false }
    } catch (error) {
      if (signal.aborted) throw error
      return { text: 'Sorry, I cannot answer right now. Please call us.', isApology: true }
    }
  }

  async answer(question: string, signal: AbortSignal): Promise<Reply> {
    const key = question.trim().toLowerCase()
    const reply = this.#known.get(key) ?? (await this.#ask(question, signal))
    this.#known.set(key, reply)
    return reply
  }
}

export const apologyCached: YardstickApp = {
  name: 'apology-cached',
  story:
    'A page of common questions keeps each answer, so that it is asked of the model only once. If the model fails, it shows an apology, which is marked as one, and keeps that, too: a minute of overload, and the question is never answered again.',
  sources: ['Aharshi3614/Devwhisper#293', 'vllm-project/semantic-router#2130', 'diegosouzapw/OmniRoute#12885'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const faq = new Faq()
    return ({ signal }) => faq.answer('Do you deliver on Saturdays?', signal)
  },
  scripts: [
    {
      steps: [{ inject: [overloaded()] }, { after: 86_400_000 }],
      wrong: ([, nextDay]) =>
        (nextDay?.[0]?.value as { isApology: boolean } | undefined)?.isApology
          ? 'A day later the apology still stands, and nobody asks the model.'
          : undefined,
    },
  ],
}
