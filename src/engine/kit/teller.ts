import type { OpenPart } from '../model/beat.ts'
import type { DataPart } from '../model/reply.ts'
import { textOfParts } from './reply.ts'
import type { Frame } from '../model/frame.ts'

/** Collects the text of a reply, in the format of `textOfParts` and adds it to the frames that carry it. */
export class Teller {
  #unreceived = ''
  #hasTold = false

  open(part: OpenPart): void {
    if (part.type === 'reasoning') return
    if (this.#hasTold) this.#unreceived += '\n'
    this.#hasTold = true
    if (part.type === 'tool-call') this.#unreceived += `${part.name}(`
  }

  delta(text: string, part: OpenPart): void {
    if (part.type !== 'reasoning') this.#unreceived += text
  }

  close(part: OpenPart): void {
    if (part.type === 'tool-call') this.#unreceived += ')'
  }

  /** Data is added in one piece, once it is complete. */
  data(part: DataPart): void {
    if (this.#hasTold) this.#unreceived += '\n'
    this.#hasTold = true
    this.#unreceived += textOfParts([part])
  }

  /** Returns the frames. The last one carries the new text: a copy, since a provider can use one frame in every stream. */
  on(frames: readonly Frame[]): readonly Frame[] {
    const last = frames.at(-1)
    if (last === undefined || this.#unreceived === '') return frames
    const told = { ...last, received: this.#unreceived }
    this.#unreceived = ''
    return frames.length === 1 ? [told] : [...frames.slice(0, -1), told]
  }
}
