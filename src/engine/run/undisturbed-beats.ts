import { LazyItems } from '../base/conversion.ts'
import { waitOf } from '../kit/beats.ts'
import type { Beat, EndBeat, OpenPart } from '../model/beat.ts'
import type { Problem } from '../model/problem.ts'
import type { Pace, Reply, ReplyPart } from '../model/reply.ts'
import { deltasOfPart } from '../kit/tokens.ts'

const none: readonly Beat[] = []
const close: EndBeat = { type: 'end', how: 'close' }

function opening(part: ReplyPart): OpenPart | { readonly type: 'data' } {
  if (part.type !== 'tool-call') return { type: part.type }
  const { arguments: _arguments, ...open } = part
  return open
}

function textOf(part: ReplyPart): string {
  return part.type === 'tool-call' ? part.arguments : part.text
}

/** Vectors and scores are computed, not generated: they arrive at once. */
function isGenerated(part: ReplyPart): boolean {
  return part.type !== 'data'
}

/** The texts of a part's deltas. */
function textsOf(part: ReplyPart, { tokensPerDelta = 1 }: Pace): Iterable<string> {
  const tokens = deltasOfPart(part)
  return tokensPerDelta === 1 ? tokens : together(tokens, tokensPerDelta)
}

function* together(texts: Iterable<string>, most: number): Generator<string, void, undefined> {
  let joined = ''
  let count = 0
  for (const text of texts) {
    joined += text
    if (++count % most > 0) continue
    yield joined
    joined = ''
  }
  if (joined !== '') yield joined
}

/** How many deltas of a reply follow a pause. The very first does not. */
function pausesOf({ parts, pace }: Reply): number {
  let pauses = 0
  let isFirst = true
  for (const part of parts)
    for (const _ of textsOf(part, pace)) {
      if (!isFirst && isGenerated(part)) pauses++
      isFirst = false
    }
  return pauses
}

/**
 * Returns the beats of a fault-free reply in as few steps as possible: each part at once, after one wait for all pauses. Only for calls
 * whose steps are invisible: the reply is not streamed and no fault counts its deltas.
 */
export function* beatsAtOnce(reply: Reply): Generator<Beat, void, undefined> {
  const { firstToken, perDelta } = reply.pace
  if (firstToken > 0) yield { type: 'wait', ms: firstToken }
  yield { type: 'start', reply }
  if (perDelta > 0) yield { type: 'wait', ms: perDelta * pausesOf(reply) }
  for (const part of reply.parts) {
    yield { type: 'open', part: opening(part) }
    yield { type: 'delta', of: part.type, text: textOf(part) }
  }
  yield { type: 'finish', reason: reply.finish, usage: reply.usage }
  yield close
}

/** Returns the beats of a fault-free reply, at its pace. */
export function beatsOf(reply: Reply): Iterable<Beat> {
  return new BeatsOfReply(reply)
}

class BeatsOfReply extends LazyItems<Beat> {
  readonly #reply: Reply
  /** The number of the current part. -1 before the first one, `undefined` after the last one. */
  #part: number | undefined = -1
  /** The texts of the deltas that are left of the current part. */
  #texts: Iterator<string> | undefined
  #hasDelta = false

  constructor(reply: Reply) {
    super()
    this.#reply = reply
  }

  protected override make(): readonly Beat[] | undefined {
    if (this.#part === undefined) return undefined
    const next = this.#texts?.next()
    if (next?.done === false) return this.#delta(this.#reply.parts[this.#part]!, next.value)
    this.#part++
    const part = this.#reply.parts[this.#part]
    const start = this.#part === 0 ? this.#start() : none
    if (part === undefined) {
      this.#part = undefined
      this.#texts = undefined
      return [...start, { type: 'finish', reason: this.#reply.finish, usage: this.#reply.usage }, close]
    }
    this.#texts = textsOf(part, this.#reply.pace)[Symbol.iterator]()
    return [...start, { type: 'open', part: opening(part) }]
  }

  #start(): readonly Beat[] {
    return [...waitOf(this.#reply.pace.firstToken), { type: 'start', reply: this.#reply }]
  }

  #delta(part: ReplyPart, text: string): readonly Beat[] {
    const delta = { type: 'delta', of: part.type, text } as const
    const isPaced = this.#hasDelta && isGenerated(part)
    this.#hasDelta = true
    return isPaced ? [...waitOf(this.#reply.pace.perDelta), delta] : [delta]
  }
}

/** Returns the beats of a problem instead of a reply. */
export function* beatsOfProblem(problem: Problem): Generator<Beat, void, undefined> {
  yield { type: 'problem', problem }
  yield close
}
