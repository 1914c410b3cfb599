import { jsonFrame } from '../../kit.ts'
import type { OpenPart, Frame, FrameRole, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../kit.ts'
import { endOf, headOf, type Form, type Said } from './form.ts'
import { errorBody } from './problem.ts'
import { callSaid } from './tool-call.ts'

/** Writes one stream of JSON lines. A tool call is one line, once it is complete. */
export class LineStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #form: Form
  #reply: Reply | undefined
  #text = ''
  #arguments = ''
  #calls = 0

  constructor(exchange: Exchange, form: Form) {
    this.#exchange = exchange
    this.#form = form
  }

  start(reply: Reply): readonly Frame[] {
    this.#reply = reply
    return []
  }

  open(): readonly Frame[] {
    this.#arguments = ''
    return []
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    switch (part.type) {
      case 'text':
      case 'refusal':
        this.#text += text
        return [this.#line('delta', { text })]
      case 'reasoning':
        return this.#exchange.call.reasoning ? [this.#line('reasoning', { thinking: text })] : []
      case 'tool-call':
        this.#arguments += text
        return []
    }
  }

  closePart(part: OpenPart): readonly Frame[] {
    if (part.type !== 'tool-call') return []
    const said = callSaid({ ...part, arguments: this.#arguments }, this.#calls)
    if (said.calls !== undefined) this.#calls++
    return [this.#line('delta', said)]
  }

  /** The API has no keep-alive line. */
  ping(): readonly Frame[] {
    return []
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const end = { ...endOf(this.#reply!, reason, usage), ...this.#form.done(this.#text, this.#exchange) }
    return [{ ...jsonFrame('terminal', { ...this.#head(), ...this.#form.said({}), ...end }), completes: true, reportsUsage: true }]
  }

  problem(problem: Problem): readonly Frame[] {
    return [jsonFrame('problem', errorBody(problem, this.#exchange))]
  }

  #head(): Record<string, unknown> {
    return headOf(this.#reply!, this.#exchange)
  }

  #line(role: FrameRole, said: Said): Frame {
    return jsonFrame(role, { ...this.#head(), ...this.#form.said(said), done: false })
  }
}
