import Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

const verdict = z.object({ verdict: z.enum(['spam', 'ham']) })

interface Vote {
  readonly verdict: 'spam' | 'ham' | 'undecided'
  readonly votes: number
}

/** Judges a message three times at once, and decides if two good judgments agree. */
class Jury {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })

  async #judge(text: string, juror: string, signal: AbortSignal): Promise<'spam' | 'ham'> {
    const message = await this.#client.messages.create(
      {
        model: 'claude-haiku-4-5',
        max_tokens: 100,
        messages: [{ role: 'user', content: `${juror}, is this message spam or ham? ${text}` }],
        tools: [
          {
            name: 'give_verdict',
            input_schema: { type: 'object', properties: { verdict: { type: 'string', enum: ['spam', 'ham'] } }, required: ['verdict'] },
          },
        ],
        tool_choice: { type: 'tool', name: 'give_verdict' },
      },
      // The time limit of the SDK ends at the headers: it does not cover a body that stalls.
      { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) },
    )
    if (message.stop_reason === 'max_tokens') throw new Error('The verdict was cut.')
    const call = message.content.find((block) => block.type === 'tool_use')
    return verdict.parse(call?.input).verdict
  }

  async decide(text: string, signal: AbortSignal): Promise<Vote> {
    const jurors = ['Strict reader', 'Mild reader', 'Hasty reader']
    const ended = await Promise.allSettled(jurors.map((juror) => this.#judge(text, juror, signal)))
    signal.throwIfAborted()
    const votes = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
    const winner = (['spam', 'ham'] as const).find((side) => votes.filter((vote) => vote === side).length >= 2)
    return { verdict: winner ?? 'undecided', votes: votes.length }
  }
}

export const voteOfThree: YardstickApp = {
  name: 'vote-of-three',
  story:
    'A mail filter has a message judged three times at once and takes the side that has two good votes. Failures are no votes: with fewer than two that agree it says "undecided", and how many votes it had.',
  sources: ['refuel-ai/autolabel#325', 'refuel-ai/autolabel#133', 'greyhaven-ai/autocontext#779'],
  kind: 'content',
  make() {
    const jury = new Jury()
    return ({ signal }) => jury.decide('You have won a kettle. Click here.', signal)
  },
  scripts: ordeals({
    isFull: (value) => (value as Vote).votes === 3,
    fault({ value, journal }) {
      const vote = value as Vote | undefined
      const whole = journal.calls.filter(({ ending }) => ending === 'complete').length
      return vote !== undefined && vote.votes > whole ? `It counts ${vote.votes} votes, and ${whole} were given.` : undefined
    },
  }),
}
