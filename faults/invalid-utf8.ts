import { z } from 'zod'
import { defineFault, changeBytes, type FaultFactory, type Chunk } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
})

const invalid = 0xff

/** The last letter of the text in the chunk becomes a byte that is not UTF-8. */
function withBrokenText(chunk: Chunk): Chunk {
  const index = chunk.frames.findLastIndex(({ received = '' }) => lastLetter.test(received))
  const received = chunk.frames[index]?.received ?? ''
  const place = received.search(lastLetter)
  if (place === -1) return chunk.frames[0]?.role === 'body' ? spoiltAtItsEnd(chunk) : chunk
  const at = letterAt(chunk.bytes, received, place)
  if (at === -1) return spoiltAtItsEnd(chunk)
  const frame = { ...chunk.frames[index]!, received: `${received.slice(0, place)}\uFFFD${received.slice(place + 1)}` }
  return { ...chunk, bytes: chunk.bytes.with(at, invalid), frames: chunk.frames.with(index, frame) }
}

const lastLetter = /[a-z][^a-z]*$/

/** If the chunk has no plain text because it contains numbers or base64, its last letter becomes such a byte. */
function spoiltAtItsEnd(chunk: Chunk): Chunk {
  const at = chunk.bytes.findLastIndex((byte) => byte >= 0x61 && byte <= 0x7a)
  return at === -1 ? chunk : { ...chunk, bytes: chunk.bytes.with(at, invalid) }
}

/** The position of a letter of a text in bytes that contain the text as JSON, or -1. */
function letterAt(bytes: Uint8Array, text: string, place: number): number {
  const held = latin(bytes)
  const start = held.lastIndexOf(latin(encoder.encode(JSON.stringify(text))))
  if (start !== -1) return start + encoder.encode(JSON.stringify(text.slice(0, place))).length - 1
  // A text that was joined from several, or is JSON within JSON: its last word is still contiguous.
  const word = /[A-Za-z]+(?=[^A-Za-z]*$)/.exec(text)?.[0] ?? ''
  const wordStart = held.lastIndexOf(word)
  return wordStart === -1 ? -1 : held.lastIndexOf(text[place]!, wordStart + word.length - 1)
}

const encoder = new TextEncoder()

/** Each byte as one character. */
function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

/**
 * One byte of the text is not valid UTF-8. Clients that decode strictly fail; others show a replacement character.
 * Reported in: streams that a proxy split inside a character and joined again.
 * @example
 * chaos.inject(invalidUtf8({ afterDeltas: 2 }))
 */
export const invalidUtf8: FaultFactory<typeof parameters> = defineFault({
  name: 'invalid-utf8',
  summary: 'one byte of the text is not UTF-8',
  family: 'Stream',
  needs: [],
  shows: 'scrambled',
  persistence: 'transient',
  frequency: 'rare',
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
        return isContent && (seen++ === afterDeltas || chunk.frames[0]!.role === 'body') ? withBrokenText(chunk) : chunk
      },
    )
  },
})
