import { textOfParts } from '../../kit/reply.ts'
import { Teller } from '../../kit/teller.ts'
import type { Beat, OpenPart } from '../../model/beat.ts'
import type { Frame, FrameRole } from '../../model/frame.ts'
import type { Problem } from '../../model/problem.ts'
import type { Listener, WireEvent } from '../../model/reading.ts'
import type { FinishReason, SpokenPart, Usage } from '../../model/reply.ts'

/** The content of an upstream frame, as beats. */
export interface HeardFrame {
  readonly frame: Frame
  readonly beats: readonly Beat[]
}

/** The received content of a part. */
interface HeardPart {
  readonly part: OpenPart
  text: string
}

/** A reply as far as it was received, frame by frame. */
export class HeardReply {
  model: string | undefined
  finish: FinishReason | undefined
  usage: Usage | undefined
  isComplete = false
  /** Whether the provider's terminal event has arrived. */
  hasEnded = false
  readonly #parts = new Map<string | number, HeardPart>()
  readonly #teller = new Teller()
  #last: string | number | undefined
  /** The beats of the current frame. */
  #beats: Beat[] = []
  #roles = new Set<FrameRole>()
  #problem: Problem | undefined
  #completes = false
  #reports = false

  get parts(): readonly SpokenPart[] {
    return [...this.#parts.values()].map(({ part, text }) =>
      part.type === 'tool-call' ? { ...part, arguments: text } : { type: part.type, text },
    )
  }

  /** The reply as one text, as in the journal. */
  get text(): string {
    return textOfParts(this.parts)
  }

  /** Reads a frame. `speak` reports its content. */
  hear(event: WireEvent, isBody: boolean, speak: (listener: Listener) => void): HeardFrame {
    this.#beats = []
    this.#roles = new Set()
    this.#problem = undefined
    this.#completes = false
    this.#reports = false
    speak(this.#listener)
    if (isBody) this.#close()
    const [frame] = this.#teller.on([
      {
        type: 'frame',
        role: isBody ? 'body' : this.#role(event),
        ...event,
        ...(this.#problem === undefined ? {} : { problem: this.#problem }),
        ...(this.#completes || isBody ? { completes: true } : {}),
        ...(this.#reports ? { reportsUsage: true } : {}),
      },
    ])
    return { frame: frame!, beats: this.#beats }
  }

  readonly #listener: Listener = {
    starts: (model) => {
      // Azure starts a stream with a chunk without a model name.
      if (model !== '') this.model ??= model
      this.#roles.add('opening')
    },
    opens: (key, part) => {
      if (this.#parts.has(key)) return
      this.#close()
      this.#parts.set(key, { part, text: '' })
      this.#last = key
      this.#teller.open(part)
      this.#beats.push({ type: 'open', part })
      this.#roles.add('opening')
    },
    adds: (key, text) => {
      const known = this.#parts.get(key)
      if (known === undefined || text === '') return
      known.text += text
      this.#teller.delta(text, known.part)
      this.#beats.push({ type: 'delta', of: known.part.type, text })
      this.#roles.add(known.part.type === 'reasoning' ? 'reasoning' : 'delta')
    },
    finishes: (reason) => {
      this.#close()
      this.finish = reason
      this.#roles.add('finish')
    },
    uses: (usage) => {
      this.usage = usage
      this.#reports = true
    },
    completes: () => {
      this.isComplete = true
      this.#completes = true
    },
    ends: () => {
      this.hasEnded = true
      this.#roles.add('terminal')
    },
    pings: () => void this.#roles.add('ping'),
    fails: (problem) => {
      this.#problem = problem
      this.#roles.add('problem')
    },
  }

  /** Completes the last part, since another one starts or the reply ends. */
  #close(): void {
    const last = this.#last === undefined ? undefined : this.#parts.get(this.#last)
    this.#last = undefined
    if (last !== undefined) this.#teller.close(last.part)
  }

  #role({ data }: WireEvent): FrameRole {
    const most = (['problem', 'terminal', 'finish', 'delta', 'reasoning', 'opening', 'ping'] as const).find((role) => this.#roles.has(role))
    if (most !== undefined) return most
    if (this.#reports) return 'finish'
    return data === '' ? 'ping' : 'opening'
  }
}
