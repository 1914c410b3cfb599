import { CohereClientV2 } from 'cohere-ai'
import { neverResponds, serverError } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Message {
  readonly id: string
  readonly text: string
}

interface Delivery {
  readonly answered: readonly string[]
  /** What the messenger will deliver again, as it got an error. */
  readonly open: readonly string[]
}

/** The messenger: delivers each message until the webhook answers with 200. */
class Messenger {
  #open: readonly Message[] = []
  #sent = 0

  write(): void {
    this.#sent += 1
    this.#open = [...this.#open, { id: `m${this.#sent}`, text: `Is breakfast included in room ${100 + this.#sent}?` }]
  }

  async deliver(webhook: (message: Message) => Promise<number>): Promise<readonly string[]> {
    for (const message of this.#open) {
      if ((await webhook(message)) === 200) this.#open = this.#open.filter((open) => open !== message)
    }
    return this.#open.map(({ id }) => id)
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const deliveries = runs.flat().map(({ value }) => value as Delivery | undefined)
  const answered = new Set(deliveries.flatMap((delivery) => delivery?.answered ?? []))
  const open = new Set(deliveries.at(-1)?.open)
  const lost = runs.map((_, at) => `m${at + 1}`).filter((id) => !answered.has(id) && !open.has(id))
  return lost.length === 0 ? undefined : `Nobody answered ${lost.join(', ')}, and the messenger will not deliver it again.`
}

export const guestInbox: YardstickApp = {
  name: 'guest-inbox',
  story: `A webhook that answers the messages of hotel guests, on the Cohere SDK. It answers 500 if the model fails, so that the messenger
    delivers again, and keeps the ids it has seen, so that no guest gets two replies. Bug: an id counts as seen before the reply is sent.
    The second delivery of a message that failed is taken for a duplicate, acknowledged and dropped, and the guest never hears back.`,
  sources: ['vellum-ai/vellum-assistant#1220', 'elie222/inbox-zero#880', 'generalbots/generalbots#718'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const client = new CohereClientV2({ token: 'test' })
    const messenger = new Messenger()
    const seen = new Set<string>()

    async function reply({ text }: Message, signal: AbortSignal): Promise<string> {
      const { message, finishReason } = await client.chat(
        { model: 'command-r-08-2024', messages: [{ role: 'user', content: `A guest of our hotel asks: ${text}` }] },
        { maxRetries: 0, timeoutInSeconds: 25, abortSignal: AbortSignal.any([signal, AbortSignal.timeout(25_000)]) },
      )
      const answer = (message?.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('')
      if (finishReason !== 'COMPLETE' || answer.trim() === '') throw new Error('The reply is not complete.')
      return answer
    }

    return async ({ observe, signal }): Promise<Delivery> => {
      const answered: string[] = []
      const webhook = async (message: Message): Promise<number> => {
        if (seen.has(message.id)) return 200
        seen.add(message.id)
        try {
          await reply(message, signal)
        } catch (error) {
          signal.throwIfAborted()
          observe.alert(`Message ${message.id} failed: ${error instanceof Error ? error.message : String(error)}`)
          return 500
        }
        observe.effect(`send the reply to ${message.id}`, { key: message.id })
        answered.push(message.id)
        return 200
      }
      messenger.write()
      const open = await messenger.deliver(webhook)
      return { answered, open }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().first(1)] }, { after: 60_000 }], wrong },
    { steps: [{}, { after: 3_600_000, inject: [neverResponds()] }, { after: 3_600_000 }], wrong },
  ],
}
