import type { FinishReason, Frame, OpenPart, Problem, Reply, StreamEncoder, Usage } from '../../../../kit.ts'

/** The rest of a stream, after an event that the client has received. */
export class ResumedStream implements StreamEncoder {
  readonly #whole: StreamEncoder
  readonly #after: number

  /** @param after the number of the last event that the client has received, -1 for none */
  constructor(whole: StreamEncoder, after: number) {
    this.#whole = whole
    this.#after = after
  }

  start(reply: Reply): readonly Frame[] {
    return this.#later(this.#whole.start(reply))
  }

  open(part: OpenPart, index: number): readonly Frame[] {
    return this.#later(this.#whole.open(part, index))
  }

  delta(text: string, part: OpenPart, index: number): readonly Frame[] {
    return this.#later(this.#whole.delta(text, part, index))
  }

  closePart(part: OpenPart, index: number): readonly Frame[] {
    return this.#later(this.#whole.closePart(part, index))
  }

  ping(): readonly Frame[] {
    return this.#whole.ping()
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    return this.#later(this.#whole.finish(reason, usage))
  }

  problem(problem: Problem, reply: Reply): readonly Frame[] {
    return this.#later(this.#whole.problem(problem, reply))
  }

  #later(frames: readonly Frame[]): readonly Frame[] {
    return frames.filter(({ data }) => (JSON.parse(data) as { sequence_number: number }).sequence_number > this.#after)
  }
}
