import type { Beat } from '../model/beat.ts'
import type { Call } from '../model/call.ts'
import type { TriedModel } from '../model/journal.ts'
import type { Problem, ProblemKind } from '../model/problem.ts'
import type { Endpoint, Exchange, FailedModel } from '../model/provider.ts'
import { activeInjections } from './active-injections.ts'
import { ShownLimits } from './shown-limits.ts'
import { beatsOfReply, modelReply, problemOf } from './answering.ts'
import { keyOf } from './call-key.ts'
import type { CallRecord } from './call-record.ts'
import { exchangeOf } from './exchange-of.ts'
import type { Run } from './run.ts'
import { deliver, type ActiveInjections } from './stages.ts'
import type { Understood } from './understand.ts'
import { beatsOfProblem } from './undisturbed-beats.ts'

/** One model's attempt to answer a request. */
export interface Turn {
  readonly call: Call
  readonly limits: ShownLimits
  readonly active: ActiveInjections
  /** Why the model rejects it. */
  readonly problem: Problem | undefined
}

/** The turn that reaches the client, with its beats, and the turns that failed before. */
export interface LastTurn extends Turn {
  readonly delivered: Iterable<Beat>
  readonly isInOneBody: boolean
  readonly failedModels: readonly FailedModel[]
}

/** A request that a gateway can pass from one model to the next. */
export interface PassedRequest extends Pick<Exchange, 'request' | 'store'> {
  readonly endpoint: Endpoint
  readonly understood: Understood
}

/** Failures that apply to every model: they are about the account, or about the request as such. */
const ofEveryModel: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'authentication',
  'billing',
  'quota-exhausted',
  'request-too-large',
  'not-found',
  'conflict',
])

/** How many beats without content are read to find the start of an answer. A stream can consist of pings forever. */
const mostBeatsBefore = 256

/**
 * Passes a request to the next model, like a gateway, while one fails before its answer starts: with an error, or with an error instead of
 * the first token. Each model's turn counts as a call for triggers. The turns are one call in the journal, since they are one request.
 * @param models the models after the one of the first turn
 */
export async function passOn(
  run: Run,
  record: CallRecord,
  asked: PassedRequest,
  { first, models }: { readonly first: Turn; readonly models: readonly string[] },
): Promise<LastTurn> {
  const failedModels: FailedModel[] = []
  let turn = first
  for (const next of [...models, undefined]) {
    const { call, active } = turn
    const reply = turn.problem === undefined ? await modelReply(run, record, call, active) : undefined
    const beats = deliver(reply === undefined ? beatsOfProblem(turn.problem!) : beatsOfReply(reply, call, active), active)
    const begun = beginningOf(beats)
    if (begun.problem === undefined || next === undefined || ofEveryModel.has(begun.problem.kind)) {
      const took = failedModels.reduce((sum, failed) => sum + failed.took, 0)
      const status = begun.problem === undefined ? 200 : statusOf(run, asked, turn, begun.problem)
      record.tried = [...failedModels.map(triedOf), { model: call.model, status, ...kindOf(begun.problem) }]
      return { ...turn, delivered: delayed(took, begun.beats), isInOneBody: reply?.inOneBody === true, failedModels }
    }
    failedModels.push({ call, problem: begun.problem, status: statusOf(run, asked, turn, begun.problem), took: begun.took })
    forget(record)
    turn = turnOf(run, record, asked, next)
  }
  throw new Error('The last model has its turn.')
}

/** Discards the answer of the model that failed. */
function forget(record: CallRecord): void {
  record.truth = undefined
  record.answeredBy = undefined
  record.usage = undefined
}

function turnOf(run: Run, record: CallRecord, { endpoint, request, understood }: PassedRequest, model: string): Turn {
  const { provider, endpoint: name, host, credential, index } = record.call
  const ask = { ...understood.ask, model }
  const key = keyOf(ask, { provider, endpoint: name })
  const place = { provider, endpoint: name, host, ...(credential === undefined ? {} : { credential }) }
  const call = { ...run.register({ ask, key, inputTokens: understood.inputTokens }, place), index }
  const limits = new ShownLimits(call)
  const active = activeInjections(run, record, { call, limits })
  return { call, limits, active, problem: problemOf(understood, call, active, { endpoint, request }) }
}

/** Reads a response up to its first content, or to an error instead of it. */
function beginningOf(beats: Iterable<Beat>): { readonly beats: Iterable<Beat>; readonly problem?: Problem; readonly took: number } {
  const iterator = beats[Symbol.iterator]()
  const read: Beat[] = []
  let took = 0
  while (read.length < mostBeatsBefore) {
    const next = iterator.next()
    if (next.done === true) break
    const beat = next.value
    read.push(beat)
    if (beat.type === 'problem') return { beats: continued(read, iterator), problem: beat.problem, took }
    if (beat.type === 'delta' || beat.type === 'finish' || beat.type === 'end') break
    if (beat.type === 'wait') took += beat.ms
  }
  return { beats: continued(read, iterator), took }
}

function* continued(read: readonly Beat[], iterator: Iterator<Beat>): Generator<Beat, void, undefined> {
  try {
    yield* read
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) yield next.value
  } finally {
    iterator.return?.()
  }
}

function* delayed(ms: number, beats: Iterable<Beat>): Generator<Beat, void, undefined> {
  if (ms > 0) yield { type: 'wait', ms }
  yield* beats
}

/** Returns the status with which an endpoint reports a problem. */
function statusOf(run: Run, { endpoint, request, store }: PassedRequest, { call, limits }: Turn, problem: Problem): number {
  const exchange = exchangeOf(run, { call, request, store, limits })
  for (const item of endpoint.encode(beatsOfProblem(problem), exchange)) if (item.type === 'head') return item.status
  return 500
}

function triedOf({ call, status, problem }: FailedModel): TriedModel {
  return { model: call.model, status, problem: problem.kind }
}

function kindOf(problem: Problem | undefined): Pick<TriedModel, 'problem'> {
  return problem === undefined ? {} : { problem: problem.kind }
}
