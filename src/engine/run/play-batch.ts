import { BrownoutError } from '../base/errors.ts'
import type { AnsweredBatch, AnsweredRequest, RequestResponse } from '../model/answered-batch.ts'
import type { Batch, BatchResult } from '../model/batch.ts'
import type { Beat } from '../model/beat.ts'
import type { FrameItem } from '../model/frame.ts'
import type { Problem } from '../model/problem.ts'
import type { BatchRequest, Provider } from '../model/provider.ts'
import type { Reply, Usage } from '../model/reply.ts'
import { activeInjections } from './active-injections.ts'
import { ShownLimits } from './shown-limits.ts'
import { beatsOfReply, modelReply, problemOf } from './answering.ts'
import { exchangeOf } from './exchange-of.ts'
import { CallRecord } from './call-record.ts'
import type { Run } from './run.ts'
import { deliver } from './stages.ts'
import { understand } from './understand.ts'
import { beatsOfProblem } from './undisturbed-beats.ts'

/** When the first and the last request of a fault-free batch are done, in ms, so that a polling client sees the progress. */
const [firstDone, lastDone] = [30_000, 60_000]

/** A request of a batch, answered. */
interface Played {
  readonly result: BatchResult
  readonly response: RequestResponse
  readonly reply: Reply | undefined
  /** Writes an error instead of the response. */
  readonly failed: (problem: Problem) => RequestResponse
}

/** Answers the requests of a batch one after another, each as if the app had sent it alone. */
export class BatchPlay {
  readonly #run: Run
  readonly #provider: Provider
  /** The call that creates the batch. */
  readonly #record: CallRecord
  #played: readonly Played[] = []

  constructor(run: Run, provider: Provider, record: CallRecord) {
    this.#run = run
    this.#provider = provider
    this.#record = record
  }

  /** @throws FaultBugError if a fault's own code throws */
  async play(requests: readonly BatchRequest[]): Promise<Batch> {
    const played: Played[] = []
    for (const request of requests) {
      const share = requests.length === 1 ? 1 : played.length / (requests.length - 1)
      played.push(await this.#playOne(request, played.length, Math.round(firstDone + (lastDone - firstDone) * share)))
    }
    this.#played = played
    this.#record.usage = sumOf(played.flatMap(({ reply }) => reply?.usage ?? []))
    return { results: played.map(({ result }) => result) }
  }

  /** Adds the responses to a batch that faults can have changed. */
  answered(batch: Batch): AnsweredBatch {
    return { ...batch, results: batch.results.map((result) => this.#answered(result)) }
  }

  #answered(result: BatchResult): AnsweredRequest {
    const played = this.#played[result.request]
    if (played === undefined) throw new BrownoutError(`A batch has no request ${result.request}: it has ${this.#played.length}, from 0.`)
    const { response, reply, failed } = played
    return result.problem === undefined || result.problem === played.result.problem
      ? { ...result, response, reply }
      : { ...result, response: failed(result.problem), reply: undefined }
  }

  async #playOne({ endpoint, request }: BatchRequest, index: number, usualWork: number): Promise<Played> {
    const run = this.#run
    const { call: outer } = this.#record
    const store = run.storeOf(this.#provider.name)
    const understood = understand(this.#provider.name, endpoint, request, store)
    const { provider, host, credential, index: place } = outer
    const where = { provider, host, endpoint: endpoint.name, ...(credential === undefined ? {} : { credential }) }
    const call = { ...run.register(understood, where), index: place, stream: false }
    // No client waits for it. In the journal it is a part of the call that creates the batch.
    const record = new CallRecord(call, undefined, this.#record)
    const limits = new ShownLimits(call)
    const active = activeInjections(run, record, { call, limits })
    const exchange = exchangeOf(run, { call, request, store, limits })

    const problem = problemOf(understood, call, active, { endpoint, request })
    const reply = problem === undefined ? await modelReply(run, record, call, active) : undefined
    const beats = reply === undefined ? beatsOfProblem(problem!) : beatsOfReply(reply, call, active)
    const written = responseOf(endpoint.encode(upToItsEnd(deliver(beats, active)), exchange))
    this.#report(record)
    return {
      result: { request: index, work: usualWork + written.waits, ...(written.problem === undefined ? {} : { problem: written.problem }) },
      response: written.response,
      reply: written.problem === undefined ? reply : undefined,
      failed: (problem) => responseOf(endpoint.encode(beatsOfProblem(problem), exchange)).response,
    }
  }

  #report({ fired, notes }: CallRecord): void {
    for (const { fault, parameters, at } of fired) this.#record.fire(fault, parameters, at)
    for (const note of notes) this.#record.note(note)
  }
}

/**
 * The beats of a response as the provider's own workers receive it, without a client: a connection that breaks before the answer is
 * complete is a server error, and a stall lasts forever.
 */
function* upToItsEnd(beats: Iterable<Beat>): Generator<Beat, void, undefined> {
  let isComplete = false
  for (const beat of beats) {
    if (beat.type === 'flush') continue
    if ((beat.type === 'finish' && beat.upTo === undefined) || beat.type === 'rest' || beat.type === 'problem') isComplete = true
    if (beat.type !== 'end' || isComplete) yield beat
    else if (beat.how === 'hang') {
      yield { type: 'wait', ms: Infinity }
      yield* beatsOfProblem({ kind: 'request-timeout' })
    } else yield* beatsOfProblem({ kind: 'server-error' })
    if (beat.type === 'end') return
  }
}

/** Joins the output of an endpoint to one response, with its duration. */
function responseOf(items: Iterable<FrameItem>): {
  readonly response: RequestResponse
  readonly waits: number
  readonly problem?: Problem
} {
  let [status, waits, text] = [200, 0, '']
  let problem: Problem | undefined
  for (const item of items) {
    if (item.type === 'wait') waits += item.ms
    if (item.type === 'head') [status, problem] = [item.status, item.problem]
    if (item.type === 'frame') text += item.data
  }
  return { response: { status, body: JSON.parse(text) as unknown }, waits, ...(problem === undefined ? {} : { problem }) }
}

function sumOf(usages: readonly Usage[]): Usage {
  const sum = (name: keyof Usage): number => usages.reduce((total, usage) => total + usage[name], 0)
  return {
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
    reasoningTokens: sum('reasoningTokens'),
    cachedInputTokens: sum('cachedInputTokens'),
  }
}
