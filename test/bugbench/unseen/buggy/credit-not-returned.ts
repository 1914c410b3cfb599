import { Mistral } from '@mistralai/mistralai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Outcome {
  readonly isPaid: boolean
  readonly text: string
  readonly credits: number
}

/** Sells texts for credits. A credit is taken before the call, so that a user cannot spend it twice. */
class CreditShop {
  readonly #client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })
  #credits = 5

  async #write(subject: string, signal: AbortSignal): Promise<string> {
    const { choices } = await this.#client.chat.complete(
      { model: 'mistral-large-latest', messages: [{ role: 'user', content: `Write a product text about ${subject}.` }] },
      { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
    )
    const [choice] = choices
    if (choice?.finishReason !== 'stop' || typeof choice.message?.content !== 'string' || choice.message.content === '')
      throw new Error('The text is not complete.')
    return choice.message.content
  }

  async buy(subject: string, signal: AbortSignal): Promise<Outcome> {
    if (this.#credits === 0) return { isPaid: false, text: 'You have no credits left.', credits: 0 }
    this.#credits -= 1
    const text = await this.#write(subject, signal)
    return { isPaid: true, text, credits: this.#credits }
  }
}

export const creditNotReturned: YardstickApp = {
  name: 'credit-not-returned',
  story:
    'A shop for product texts takes a credit before it asks the model, so that nobody spends one twice. If the call fails, the credit is not given back: a bad afternoon of the provider costs customers everything they have paid for.',
  sources: ['Muneerali199/Draftdeckai#859', 'QuantumNous/new-api#4199', 'aprin-labs/archimedes#1498'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const shop = new CreditShop()
    return ({ signal }) => shop.buy('a wooden bench', signal)
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 3_600_000 }],
      wrong: (runs) => {
        const delivered = runs.flat().filter(({ value }) => (value as Outcome | undefined)?.isPaid).length
        const left = (runs[1]?.[0]?.value as Outcome | undefined)?.credits
        return left === 5 - delivered ? undefined : `${delivered} texts were delivered, and ${left} of 5 credits are left.`
      },
    },
  ],
}
