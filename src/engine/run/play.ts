import type { Answer } from '../model/answer.ts'
import type { Beat } from '../model/beat.ts'
import { beatsAtOnce, beatsOf, beatsOfProblem } from './undisturbed-beats.ts'
import { keyOf } from './call-key.ts'
import type { Ask, Call } from '../model/call.ts'
import { Delivery } from './delivery.ts'
import { asBug, FaultBugError } from '../base/errors.ts'
import { needsGeneration, type FaultContext, type Stage } from '../model/fault.ts'
import type { ChunkItem, FrameItem } from '../model/frame.ts'
import { CallRecord } from './run-journal.ts'
import { usualLimits } from '../kit/problem.ts'
import type { Problem, RateLimit } from '../model/problem.ts'
import type { Endpoint, Exchange, Provider, WireRequest } from '../model/provider.ts'
import { digest } from '../base/hash.ts'
import { textOfParts } from '../kit/reply.ts'
import type { Reply } from '../model/reply.ts'
import type { ArmedInjection, Run } from './run.ts'
import { watchedStage } from './watched-stage.ts'
import { countReplyTokens } from '../kit/tokens.ts'

/** One call, while it goes through the stages. */
class Play {
  readonly run: Run
  readonly call: Call
  readonly record: CallRecord
  readonly #active: readonly { readonly armed: ArmedInjection; readonly context: FaultContext }[]
  #limits: { requests: RateLimit; tokens: RateLimit }

  constructor(run: Run, call: Call, record: CallRecord) {
    this.run = run
    this.call = call
    this.record = record
    const { armed, stream } = run.chooseFor(call)
    this.#active = armed.map((armed) => ({ armed, context: this.#contextOf(armed, stream) }))
    this.#limits = {
      requests: { limit: usualLimits.requests, remaining: usualLimits.requests - 1, resetIn: 6 },
      tokens: {
        limit: usualLimits.tokens,
        remaining: Math.max(0, usualLimits.tokens - call.inputTokens),
        resetIn: Math.ceil((call.inputTokens / usualLimits.tokens) * 60_000),
      },
    }
  }

  get limits(): { requests: RateLimit; tokens: RateLimit } {
    return this.#limits
  }

  /** Whether any fault looks at the steps of the delivery. */
  get deliversFaults(): boolean {
    return this.#active.some(({ armed }) => armed.injection.fault.deliver !== undefined)
  }

  admit(): Problem | undefined {
    for (const { armed, context } of this.#active) {
      const problem = guarded(armed, 'admit', () => armed.injection.fault.admit?.(this.call, context))
      if (problem === undefined) continue
      this.#fire(armed)
      return problem
    }
    return undefined
  }

  perceive(): Call {
    return this.#through('perceive', this.call)
  }

  answer(reply: Reply): Reply {
    return this.#through('answer', reply)
  }

  deliver(beats: Iterable<Beat>): Iterable<Beat> {
    return this.#stream('deliver', beats)
  }

  frame(items: Iterable<FrameItem>): Iterable<FrameItem> {
    return this.#stream('frame', items)
  }

  transport(items: Iterable<ChunkItem>): Iterable<ChunkItem> {
    return this.#stream('transport', items)
  }

  #through<Value extends Call | Reply>(stage: 'perceive' | 'answer', value: Value): Value {
    let current = value
    for (const { armed, context } of this.#active) {
      const act = armed.injection.fault[stage] as ((value: Value, context: FaultContext) => Value) | undefined
      if (act === undefined || (stage === 'answer' && this.call.operation !== undefined && needsGeneration(armed.injection.fault))) continue
      const changed = guarded(armed, stage, () => act(current, context))
      if (changed !== current) this.#fire(armed)
      current = changed
    }
    return current
  }

  #stream<Item extends { readonly type: string }>(stage: 'deliver' | 'frame' | 'transport', items: Iterable<Item>): Iterable<Item> {
    let current = items
    for (const { armed, context } of this.#active) {
      const act = armed.injection.fault[stage] as ((items: Iterable<Item>, context: FaultContext) => Iterable<Item>) | undefined
      if (act === undefined) continue
      const fault = armed.injection.fault.name
      current = watchedStage(current, { fault, name: stage, run: (source) => act(source, context) }, () => this.#fire(armed))
    }
    return current
  }

  #fire(armed: ArmedInjection): void {
    armed.hasFired = true
    this.record.fire(armed.injection.fault.name, armed.injection.parameters, this.run.clock.now())
  }

  #contextOf(armed: ArmedInjection, stream: string): FaultContext {
    const { call, run, record } = this
    return {
      call,
      parameters: armed.injection.parameters,
      random: run.random(`${armed.id}/${stream}`),
      state: armed.state,
      now: () => run.clock.now(),
      inFlight: () => run.inFlight(call.provider),
      drawnFor: (purpose) => run.random(`${armed.id}/for/${purpose}`),
      note: (text) => void record.notes.push(`${armed.injection.fault.name}: ${text}`),
      showLimits: (limits) => {
        this.#limits = { ...this.#limits, ...limits }
      },
    }
  }
}

function guarded<Value>(armed: ArmedInjection, stage: Stage, act: () => Value): Value {
  try {
    return act()
  } catch (error) {
    throw new FaultBugError(armed.injection.fault.name, stage, error)
  }
}

/** The dated build that answers when an alias is asked, and the fingerprint that goes with it: the same for a model throughout a run. */
export function fingerprintOf(run: Run, model: string): string {
  return `fp_${run.random(`fingerprint/${model}`).id(10, 'hexadecimal')}`
}

function replyOf(run: Run, call: Call, answer: Answer): Reply {
  const model = answer.model ?? call.model
  const reasoningTokens = answer.parts.reduce((sum, part) => sum + (part.type === 'reasoning' ? countReplyTokens(part) : 0), 0)
  const outputTokens = answer.parts.reduce((sum, part) => sum + countReplyTokens(part), 0)
  const usage = { inputTokens: call.inputTokens, outputTokens, reasoningTokens, cachedInputTokens: 0, ...answer.usage }
  const calls = answer.parts.some((part) => part.type === 'tool-call')
  const refuses = answer.parts.some((part) => part.type === 'refusal')
  const finish = answer.finish ?? (calls ? 'tool-calls' : refuses ? 'refusal' : 'stop')
  return {
    model,
    answeredBy: model,
    parts: answer.parts,
    finish,
    usage,
    fingerprint: fingerprintOf(run, model),
    pace: run.pace,
    facts: answer.facts ?? [],
  }
}

async function ask(run: Run, call: Call, key: string): Promise<Reply> {
  const answer = await run.answers(call, { random: run.random(`answer/${call.key}`), remember: (owner, make) => run.remember(owner, make) })
  if (answer === undefined) throw new Error('The answers have nothing to say to this call.')
  run.recording.answered(key, call.attempt, answer)
  return replyOf(run, call, answer)
}

async function decide(play: Play): Promise<Iterable<Beat>> {
  const { run, call, record } = play
  const problem = play.admit()
  if (problem !== undefined) return beatsOfProblem(problem)
  if (call.operation === 'count-tokens' || call.operation === 'list-models') return beatsOf(replyOf(run, call, { parts: [] }))
  const perceived = play.perceive()
  const undisturbed = await ask(run, call, call.key)
  record.truth = textOfParts(undisturbed.parts)
  const reply = play.answer(perceived === call ? undisturbed : await ask(run, perceived, keyOf(perceived, perceived)))
  record.answeredBy = reply.answeredBy
  record.usage = reply.usage
  const isPlain = !call.stream && reply.pace.firstToken === 0 && reply.pace.perDelta === 0 && !play.deliversFaults
  return isPlain ? beatsAtOnce(reply) : beatsOf(reply)
}

/** Writes into the journal why the reply ends, on its way to the encoder. */
function* journaled(beats: Iterable<Beat>, record: CallRecord): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (beat.type === 'finish') record.finish = beat.reason
    yield beat
  }
}

function* chunksOf(items: Iterable<FrameItem>, endpoint: Endpoint, request: WireRequest): Generator<ChunkItem, void, undefined> {
  for (const item of items) {
    if (item.type === 'frame') yield { type: 'chunk', bytes: endpoint.bytes(item, request), frames: [item] }
    else yield item
  }
}

/** A fault may throw when the answer is half on its way: the client sees the connection break, the test fails with the error. */
function* reportingBugs(items: Iterable<ChunkItem>, run: Run, record: CallRecord): Generator<ChunkItem, void, undefined> {
  try {
    yield* items
  } catch (error) {
    const bug = asBug(error)
    run.journal.bugs.push(bug)
    record.end('reset', run.clock.now())
    throw bug
  }
}

/**
 * Plays one call: decodes it, decides what fires it, and gives its delivery.
 * All draws are made when the call arrives; the only thing that may wait here is an answer source of the user's.
 * @throws FaultBugError where a fault's own code throws.
 */
export async function play(run: Run, provider: Provider, endpoint: Endpoint, request: WireRequest): Promise<Delivery> {
  const decoded = endpoint.decode(request)
  const asked: Ask = decoded.type === 'ask' ? decoded.ask : unreadable(decoded.model ?? '', decoded.stream ?? false, request)
  const call = run.register(asked, { provider: provider.name, endpoint: endpoint.name, host: request.url.host })
  const record = new CallRecord(call)
  run.journal.calls.push(record)
  const playing = new Play(run, call, record)
  const beats = decoded.type === 'ask' ? await decide(playing) : beatsOfProblem(decoded.problem)
  const exchange: Exchange = {
    call,
    request,
    random: run.random(`ids/${call.key}/${call.attempt}`),
    date: run.clock.epoch + call.at,
    limits: playing.limits,
  }
  const delivered = journaled(playing.deliver(beats), record)
  const chunks = playing.transport(chunksOf(playing.frame(endpoint.encode(delivered, exchange)), endpoint, request))
  return new Delivery(reportingBugs(chunks, run, record), run.clock, record, () => run.silence())
}

/** What is known of a request that the provider refuses to read: enough to tell it from others. */
function unreadable(model: string, stream: boolean, request: WireRequest): Ask {
  const messages = [{ role: 'user', parts: [{ type: 'text', text: `unreadable request ${digest(request.text)}` }] }] as const
  return {
    model,
    messages,
    tools: [],
    toolChoice: 'auto',
    parallelToolCalls: true,
    output: undefined,
    stream,
    reasoning: false,
    maxTokens: undefined,
    streamUsage: false,
  }
}
