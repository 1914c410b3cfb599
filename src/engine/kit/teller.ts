import type { OpenPart } from '../model/beat.ts'
import type { DataPart } from '../model/reply.ts'
import { textOfParts } from './reply.ts'
import type { Frame } from '../model/frame.ts'

/** Computes the text of a reply, in the form of `textOfParts`, and adds it to the frames that contain it. */
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

  /** Data is added at once, when it is complete. */
  data(part: DataPart): void {
    if (this.#hasTold) this.#unreceived += '\n'
    this.#hasTold = true
    this.#unreceived += textOfParts([part])
  }

  /** The frames, with the pending text on the last one: a copy, since a provider can reuse a frame in every stream. */
  on(frames: readonly Frame[]): readonly Frame[] {
    const last = frames.at(-1)
    if (last === undefined || this.#unreceived === '') return frames
    const told = { ...last, received: this.#unreceived }
    this.#unreceived = ''
    return frames.length === 1 ? [told] : [...frames.slice(0, -1), told]
  }
}
