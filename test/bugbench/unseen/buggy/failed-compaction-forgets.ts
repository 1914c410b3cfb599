import Anthropic from '@anthropic-ai/sdk'
import { overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

type Turn = Anthropic.MessageParam

/** A travel chat. Once it has eight messages, the older ones are replaced by a summary. */
class TravelChat {
  readonly #client = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 30_000 })
  #turns: Turn[] = []
  #summary = ''

  async #ask(messages: Turn[], signal: AbortSignal): Promise<string> {
    const message = await this.#client.messages.create(
      { model: 'claude-sonnet-4-6', max_tokens: 400, system: `You plan travels. ${this.#summary}`, messages },
      { signal },
    )
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (message.stop_reason !== 'end_turn' || text === '') throw new Error('Claude gave no complete answer.')
    return text
  }

  async #compact(signal: AbortSignal): Promise<void> {
    const older = this.#turns.slice(0, -2)
    this.#turns = this.#turns.slice(-2)
    try {
      this.#summary = await this.#ask([...older, { role: 'user', content: 'Summarize what was said so far, with all wishes.' }], signal)
    } catch (error) {
      if (signal.aborted) throw error
    }
  }

  async say(text: string, signal: AbortSignal): Promise<string> {
    if (this.#turns.length >= 8) await this.#compact(signal)
    const answer = await this.#ask([...this.#turns, { role: 'user', content: text }], signal)
    this.#turns.push({ role: 'user', content: text }, { role: 'assistant', content: answer })
    return answer
  }
}

export const failedCompactionForgets: YardstickApp = {
  name: 'failed-compaction-forgets',
  story:
    'A chat has its older messages summarized when they are many. It drops them before it asks for the summary. If that call fails, the chat goes on as if nothing had happened, without the messages and without a summary: it has forgotten the allergy that the user named at the beginning.',
  sources: ['odysseus-dev/odysseus#2160', 'anthropics/claude-code#57636', 'NousResearch/hermes-agent#25585'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const chat = new TravelChat()
    const script = ['I am allergic to nuts.', 'I want to see Porto.', 'For three days in May.', 'With a child of six.']
    let turn = 0
    return ({ signal }) => chat.say(script[turn++] ?? 'Where shall we eat?', signal)
  },
  scripts: [
    {
      steps: [{}, {}, {}, {}, { inject: [overloaded().first(2)] }],
      wrong: (runs) => {
        const last = runs[4]?.[0]
        const { messages } = last?.journal.calls.at(-1)?.call ?? { messages: [] }
        const hasSummary = messages.some(({ role, parts }) => role === 'system' && JSON.stringify(parts).length > 100)
        return last?.value !== undefined && messages.length < 6 && !hasSummary
          ? 'The chat goes on without its older messages and without a summary.'
          : undefined
      },
    },
  ],
}
