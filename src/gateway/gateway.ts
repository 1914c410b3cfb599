import { asBug } from '../engine/base/errors.ts'
import { publicAddress } from '../engine/base/redaction.ts'
import type { WireRequest } from '../engine/model/provider.ts'
import { noteCredentials } from '../engine/run/credential.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { play } from '../engine/run/play.ts'
import type { Run } from '../engine/run/run.ts'
import { unknownEndpoint } from '../engine/run/unknown-endpoint.ts'
import { refusal, refusalBy, refusalOf } from './refusal.ts'
import type { Route, Router } from './router.ts'

/** A request as it reaches the gateway, by whatever way it came. Its body is read only if it is played. */
export interface IncomingRequest extends Omit<WireRequest, 'text'> {
  text(): string | Promise<string>
}

/** Whoever answers requests to some hosts: a gateway, or one that refuses them all. */
export interface Answerer {
  /** Whether a request is its to answer. */
  knows(url: URL): boolean
  /** What the client gets. Settles once the answer is known; nothing has been delivered by then. */
  answer(request: IncomingRequest): Promise<Delivery>
}

/** What is known of the code that makes a request. */
export interface Callers {
  /** Whether it is this gateway's to answer, if several tests run at once. */
  isMine(): boolean
  /** Whether it belongs to a run that was given up, and another one goes on. */
  isAbandoned(): boolean
}

const abandoned =
  'brownout refused a call of a run that was given up: its task had not settled when its time was over, and the next run has begun.'

/** What a process that has crashed hears. */
const never = new Promise<never>(() => {})

/** Answers requests as the providers of a router would, in the run that goes on when they come. */
export class Gateway implements Answerer {
  readonly router: Router
  readonly #run: () => Run
  readonly #callers: Callers

  /** @param run gives the run that a request belongs to */
  constructor(router: Router, run: () => Run, callers: Callers) {
    this.router = router
    this.#run = run
    this.#callers = callers
  }

  knows(url: URL): boolean {
    return this.#callers.isMine() && this.router.knows(url)
  }

  async answer(request: IncomingRequest): Promise<Delivery> {
    const run = this.#run()
    if (run.isDown) return never
    if (this.#callers.isAbandoned()) return refusal('unhandled_request', abandoned)
    const { crashes } = run
    const delivery = await this.#answerIn(run, request)
    if (run.crashes === crashes) return delivery
    delivery.abandon()
    return never
  }

  async #answerIn(run: Run, request: IncomingRequest): Promise<Delivery> {
    const release = run.clock.hold()
    try {
      await this.router.load()
      const { method, url, headers, sentTo } = request
      noteCredentials(request, run.credentials)
      const route = this.router.find(method, url)
      if (route.type === 'refused' && route.by === undefined) return this.refuse(method, url.href, route.message)
      const text = await request.text()
      if (route.type === 'refused') return this.#refuseAs(route.by!, { method, url, headers, text }, route.message)
      const sent = { method, url, headers, text, ...(sentTo === undefined ? {} : { sentTo }) }
      // Endpoints that share a path are told apart by what is sent.
      const chosen = route.endpoint.takes === undefined ? route : this.router.find(method, url, sent)
      if (chosen.type === 'refused') return this.refuse(method, url.href, chosen.message)
      return await play(run, chosen.provider, chosen.endpoint, sent)
    } catch (error) {
      const bug = asBug(error)
      if (!run.journal.bugs.includes(bug)) run.journal.bugs.push(bug)
      return refusalOf(bug)
    } finally {
      release()
    }
  }

  /** Refuses a request for an endpoint that is not emulated, as its provider would, and writes it into the journal. */
  #refuseAs(by: NonNullable<Extract<Route, { type: 'refused' }>['by']>, request: WireRequest, message: string): Delivery {
    const run = this.#run()
    run.journal.unhandled.push({ method: request.method, url: publicAddress(request.url.href), message })
    return refusalBy(unknownEndpoint(run, by, request, message))
  }

  /** Refuses a request that nothing is set up to answer, and writes it into the journal. */
  refuse(method: string, url: string, message: string): Delivery {
    this.#run().journal.unhandled.push({ method, url: publicAddress(url), message })
    return refusal('unhandled_request', message)
  }
}
