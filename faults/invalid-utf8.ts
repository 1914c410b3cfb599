import { z } from 'zod'
import { defineFault, changeBytes, type FaultFactory, type Chunk } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
})

const invalid = 0xff

/** The last letter of what the chunk tells becomes a byte that is no letter. */
function spoilt(chunk: Chunk): Chunk {
  const told = chunk.frames.map((frame) => frame.received ?? '').join('')
  const letter = /[a-z](?=[^a-z]*$)/.exec(told)?.[0]
  const at = letter === undefined ? -1 : chunk.bytes.lastIndexOf(letter.charCodeAt(0), wordAt(chunk.bytes, told))
  if (at === -1) return chunk.frames[0]?.role === 'body' ? spoiltAtItsEnd(chunk) : chunk
  const bytes = Uint8Array.from(chunk.bytes)
  bytes[at] = invalid
  const place = told.lastIndexOf(letter!)
  const heard = `${told.slice(0, place)}\uFFFD${told.slice(place + 1)}`
  return { ...chunk, bytes, frames: chunk.frames.map((frame, index) => ({ ...frame, told: index === 0 ? heard : '' })) }
}

/** A body that does not hold what it tells as text, since it tells numbers: its last letter, which is one of a name, becomes such a byte. */
function spoiltAtItsEnd(chunk: Chunk): Chunk {
  const at = chunk.bytes.findLastIndex((byte) => byte >= 0x61 && byte <= 0x7a)
  return at === -1 ? chunk : { ...chunk, bytes: chunk.bytes.with(at, invalid) }
}

/** Where the last word of a text ends within some bytes; -1 where it is not in them as it is. */
function wordAt(bytes: Uint8Array, text: string): number {
  const word = /[A-Za-z]+(?=[^A-Za-z]*$)/.exec(text)?.[0] ?? ''
  const at = new TextDecoder('latin1').decode(bytes).lastIndexOf(word)
  return at === -1 ? -1 : at + word.length
}

/**
 * One byte of the text is none that UTF-8 knows. Clients that decode strictly fail; others show a replacement character.
 * Seen in: streams that a proxy cut inside a character and joined again.
 * @example
 * chaos.inject(invalidUtf8({ afterDeltas: 2 }))
 */
export const invalidUtf8: FaultFactory<typeof parameters> = defineFault({
  name: 'invalid-utf8',
  summary: 'one byte of the text is no UTF-8',
  sources: ['https://encoding.spec.whatwg.org/#utf-8-decoder'],
  breaks: ['streamed-equals-final', 'typed-errors'],
  parameters,
  transport: (items, { parameters: { afterDeltas } }) => {
    let seen = 0
    return changeBytes(
      items,
      (head) => head.status === 200,
      (chunk) => {
        const isContent = chunk.frames.some((frame) => frame.role === 'delta' || frame.role === 'body')
        return isContent && (seen++ === afterDeltas || chunk.frames[0]!.role === 'body') ? spoilt(chunk) : chunk
      },
    )
  },
})
