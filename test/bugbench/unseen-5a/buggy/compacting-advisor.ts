import Anthropic from '@anthropic-ai/sdk'
import { emptyAnswer } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Advice {
  readonly reply: string
  /** What the panel next to the chat shows of the conversation before the messages that are kept in full. */
  readonly recap: string | undefined
  readonly messagesKept: number
}

interface Message {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

const questions = [
  'We rent a shop in Porto and want to move out in May. What is the usual notice period?',
  'The landlord asks for new paint on all walls. Who pays for that?',
  'Our deposit was two monthly rents. When is it due back?',
  'Can we sublet the last month to the bakery next door?',
  'Please write down the next step for us.',
]
const compactFrom = 6
const keep = 2

class Conversation {
  readonly #client: Anthropic
  readonly #messages: Message[] = []
  #recap: string | undefined

  constructor(client: Anthropic) {
    this.#client = client
  }

  async #complete(system: string, messages: readonly Message[], signal: AbortSignal): Promise<string> {
    const limit = AbortSignal.timeout(45_000)
    try {
      const message = await this.#client.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 700, system, messages: [...messages] },
        { signal: AbortSignal.any([signal, limit]) },
      )
      if (message?.stop_reason !== 'end_turn') throw new Error(`the model stopped with ${message?.stop_reason ?? 'no reason'}`)
      return message.content
        .flatMap((block) => (block.type === 'text' ? [block.text] : []))
        .join('')
        .trim()
    } catch (error) {
      if (signal.aborted) throw error
      const reason = limit.aborted ? 'no answer within 45 s' : error instanceof Error ? error.message : String(error)
      throw new Error(`The advisor cannot answer: ${reason}.`, { cause: error })
    }
  }

  /** Replaces all but the last messages by a recap. If that fails, the messages stay, and the next question tries again. */
  async #compact(signal: AbortSignal): Promise<void> {
    const old = this.#messages.slice(0, -keep)
    const transcript = [this.#recap ?? '', ...old.map(({ role, content }) => `${role}: ${content}`)].join('\n')
    try {
      const request: Message = { role: 'user', content: `Sum up this conversation in a few sentences:\n${transcript}` }
      this.#recap = await this.#complete('You keep the minutes of an advisory session.', [request], signal)
      this.#messages.splice(0, old.length)
    } catch (error) {
      if (signal.aborted) throw error
    }
  }

  async ask(question: string, signal: AbortSignal): Promise<Advice> {
    if (this.#messages.length >= compactFrom) await this.#compact(signal)
    const system = `You advise tenants of small shops.${this.#recap === undefined ? '' : ` So far: ${this.#recap}`}`
    const reply = await this.#complete(system, [...this.#messages, { role: 'user', content: question }], signal)
    if (reply === '') throw new Error('The advisor cannot answer: the reply was empty.')
    this.#messages.push({ role: 'user', content: question }, { role: 'assistant', content: reply })
    return { reply, recap: this.#recap, messagesKept: this.#messages.length }
  }
}

export const compactingAdvisor: YardstickApp = {
  name: 'compacting-advisor',
  story: `A session with a legal advisor on the Anthropic SDK. When the conversation gets long, a second call sums it up, and the old
    messages are dropped. Bug: the summary is taken if it ended well, also if it is empty. Then all that the client had said is gone, and
    the next answer knows nothing of it.`,
  sources: ['skorokithakis/stavrobot#28', 'CodebuffAI/freebuff#1166', 'anomalyco/opencode#44080'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })
    return async ({ signal }): Promise<Advice | undefined> => {
      const conversation = new Conversation(client)
      let advice: Advice | undefined
      for (const question of questions) advice = await conversation.ask(question, signal)
      return advice
    }
  },
  scripts: [
    {
      steps: [{ inject: [emptyAnswer().nth(4)] }],
      wrong(runs) {
        const advice = runs[0]?.[0]?.value as Advice | undefined
        if (advice === undefined || advice.messagesKept >= 2 * questions.length || advice.recap) return undefined
        return `Only ${advice.messagesKept} messages are left, and the recap of the others is empty.`
      },
    },
  ],
}
