import Anthropic from '@anthropic-ai/sdk'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

/** A chat with a memory. Only a complete turn is remembered, and turns are sequential. */
class TutorChat {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 2 })
  readonly #turns: Anthropic.MessageParam[] = []
  #last: Promise<unknown> = Promise.resolve()

  say(text: string, signal: AbortSignal): Promise<string> {
    const turn = this.#last.then(() => this.#turn(text, signal))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #turn(text: string, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    const asked: Anthropic.MessageParam = { role: 'user', content: text }
    const message = await this.#client.messages.create(
      { model: 'claude-sonnet-4-6', max_tokens: 500, system: 'You teach Latin.', messages: [...this.#turns.slice(-10), asked] },
      // The timeout of the SDK ends with the headers.
      { signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]) },
    )
    const answer = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (message.stop_reason !== 'end_turn' || answer === '') throw new Error('The answer is not complete. Ask again.')
    this.#turns.push(asked, { role: 'assistant', content: answer })
    return answer
  }
}

export const chatRollsBack: YardstickApp = {
  name: 'chat-rolls-back',
  story:
    'A tutor remembers the last ten messages. A turn that fails leaves no trace, its error is handed on, and two messages at once are answered one after the other. Each answer therefore depends on what was said before.',
  sources: ['marcominerva/ChatGptNet#13', 'a16z-infra/companion-app#34', 'msgaxzzz/Milo-discord-fun-bot#17'],
  kind: 'history',
  make() {
    const chat = new TutorChat()
    return ({ signal }) => chat.say('What does "ceterum censeo" mean?', signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => typeof value === 'string' && value !== '',
      fault: (run) => (run.value === undefined ? undefined : untold(run, run.value as string)),
    },
    {
      steps: [{}, { inject: [serverError()] }, {}],
      wrong: ([, , third]) => {
        const roles = third?.[0]?.journal.calls[0]?.call.messages.map(({ role }) => role).join(' ')
        return roles === 'system user assistant user' ? undefined : `The history is: ${roles}.`
      },
    },
  ),
}
