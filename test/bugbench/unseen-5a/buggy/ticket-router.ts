import { Mistral } from '@mistralai/mistralai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Routed {
  readonly queue: string
  /** Why a person has to look at it, if so. */
  readonly note?: string
}

const queues: Readonly<Record<string, string>> = {
  billing: 'invoice, refund, payment, credit card',
  shipping: 'parcel, delivery, address, tracking',
  account: 'login, password, profile, email address',
}

function similarity(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0)
}

class Router {
  readonly #client = new Mistral({ apiKey: 'test' })
  #isOff = false

  async #embed(inputs: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
    const { data } = await this.#client.embeddings.create(
      { model: 'mistral-embed', inputs: [...inputs] },
      { fetchOptions: { signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) } },
    )
    const vectors = data.map(({ embedding }) => embedding ?? [])
    if (vectors.length !== inputs.length) throw new Error(`${vectors.length} vectors came for ${inputs.length} texts`)
    const isUsable = (vector: readonly number[]): boolean =>
      vector.length === 1_024 && vector.every(Number.isFinite) && vector.some(Boolean)
    if (!vectors.every(isUsable)) throw new Error('a vector that came cannot be used')
    return vectors
  }

  async route(ticket: string, signal: AbortSignal): Promise<Routed> {
    if (this.#isOff) return { queue: 'triage', note: 'Routing is off, a person has to choose the queue.' }
    try {
      const [vector, ...anchors] = await this.#embed([ticket, ...Object.values(queues)], signal)
      const scores = anchors.map((anchor) => similarity(anchor, vector!))
      return { queue: Object.keys(queues)[scores.indexOf(Math.max(...scores))]! }
    } catch (error) {
      if (signal.aborted) throw error
      this.#isOff = true
      const reason = error instanceof Error ? error.message : String(error)
      return { queue: 'triage', note: `Routing failed, a person has to choose the queue: ${reason}` }
    }
  }
}

export const ticketRouter: YardstickApp = {
  name: 'ticket-router',
  story: `Routes support tickets to a queue by the nearest embedding, on the Mistral SDK. When that fails, the ticket goes to triage, with
    a note. So that an account without access to embeddings is not asked again and again, a failure turns routing off. Bug: that is so for
    every failure and until the next deployment, so after one bad second people sort all tickets by hand for days.`,
  sources: ['BYK/loreai#1173', 'vectorize-io/hindsight#3695', 'CleverCloud/clever-client.js#226'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const router = new Router()
    let tickets = 0
    return async ({ signal }) => {
      tickets += 1
      return router.route(`Ticket ${tickets}: my parcel went to the old address, where is it?`, signal)
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().first(1)] }, { after: 3_600_000 }, { after: 86_400_000 }],
      wrong(runs) {
        const last = runs.at(-1)?.[0]?.value as Routed | undefined
        return last?.note === undefined ? undefined : `A day after a single failure, tickets are still not routed: ${last.note}`
      },
    },
  ],
}
