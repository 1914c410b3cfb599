import type { FinishReason, Frame, OpenPart, Problem, Reply, StreamEncoder, Usage } from '../../../../kit.ts'

/** A stream over a WebSocket: its events name the request's lane, and a ping is a protocol ping. */
export class SocketStream implements StreamEncoder {
  readonly #events: StreamEncoder
  readonly #lane: string | undefined
  readonly #failed: () => void

  /** @param failed is called if the response fails */
  constructor(events: StreamEncoder, lane: string | undefined, failed: () => void) {
    this.#events = events
    this.#lane = lane
    this.#failed = failed
  }

  start(reply: Reply): readonly Frame[] {
    return this.#inLane(this.#events.start(reply))
  }

  open(part: OpenPart, index: number): readonly Frame[] {
    return this.#inLane(this.#events.open(part, index))
  }

  delta(text: string, part: OpenPart, index: number): readonly Frame[] {
    return this.#inLane(this.#events.delta(text, part, index))
  }

  closePart(part: OpenPart, index: number): readonly Frame[] {
    return this.#inLane(this.#events.closePart(part, index))
  }

  ping(): readonly Frame[] {
    return [{ type: 'frame', role: 'ping', data: '' }]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    return this.#inLane(this.#events.finish(reason, usage))
  }

  problem(problem: Problem, reply: Reply): readonly Frame[] {
    this.#failed()
    return this.#inLane(this.#events.problem(problem, reply))
  }

  /** Each event is a JSON object with members. */
  #inLane(frames: readonly Frame[]): readonly Frame[] {
    if (this.#lane === undefined) return frames
    const member = `,"stream_id":${JSON.stringify(this.#lane)}}`
    return frames.map((frame) => ({ ...frame, data: frame.data.slice(0, -1) + member }))
  }
}
