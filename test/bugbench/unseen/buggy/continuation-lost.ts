import Anthropic from '@anthropic-ai/sdk'
import { truncatedAtMaxTokens, serverError } from '../../../../faults/index.ts'
import { noSilentTruncation } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const textOf = (message: Anthropic.Message): string => message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')

/** Writes a letter, and makes the model continue if it ran out of tokens. */
class LetterWriter {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 60_000, maxRetries: 1 })

  async write(subject: string, signal: AbortSignal): Promise<string> {
    const ask: Anthropic.MessageParam = { role: 'user', content: `Write a letter about ${subject}.` }
    let message = await this.#client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 800, messages: [ask] }, { signal })
    let letter = textOf(message)
    for (let part = 1; message.stop_reason === 'max_tokens'; part++) {
      if (part > 3) throw new Error('The letter is too long.')
      try {
        message = await this.#client.messages.create(
          {
            model: 'claude-sonnet-4-6',
            max_tokens: 800,
            messages: [ask, { role: 'assistant', content: letter }, { role: 'user', content: 'Go on where you stopped.' }],
          },
          { signal },
        )
      } catch (error) {
        if (signal.aborted) throw error
        break
      }
      letter += ` ${textOf(message)}`
    }
    if (letter.trim() === '' || message.stop_reason === 'refusal') throw new Error('The model wrote no letter.')
    return letter
  }
}

export const continuationLost: YardstickApp = {
  name: 'continuation-lost',
  story:
    'A letter writer asks the model to go on if its tokens ran out. If the request to go on fails, the loop is left and the first half goes out as the letter: the customer gets a letter that breaks off in the middle of a sentence.',
  sources: ['huggingface/serge#33', 'ducks/claux#15', 'vectorize-io/hindsight#3827'],
  faultsNeeded: 2,
  kind: 'stream',
  fitting: noSilentTruncation(),
  make() {
    const writer = new LetterWriter()
    return ({ signal }) => writer.write('a late parcel', signal)
  },
  scripts: [
    {
      steps: [{ inject: [truncatedAtMaxTokens({ after: 8 }).nth(1), serverError().nth(2), serverError().nth(3)] }],
      wrong: ([step]) => {
        const run = step?.[0]
        const cut = run?.journal.calls.some(({ finish, received }) => finish === 'length' && received === run.value)
        return cut ? 'Half a letter goes out as a whole one.' : undefined
      },
    },
  ],
}
