import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { promptOf } from '../engine/kit/conversation.ts'
import type { Call } from '../engine/model/call.ts'

/** Bytes that arrived together, as text if they are UTF-8. */
const pieceSchema = z.union([
  z.strictObject({ after: z.number().nonnegative(), text: z.string() }),
  z.strictObject({ after: z.number().nonnegative(), base64: z.base64() }),
])

const recordingSchema = z.strictObject({
  format: z.literal('brownout-recording'),
  version: z.literal(1),
  /** The request, for people who read the file. A reply is found by the name of its file. */
  asked: z.strictObject({ provider: z.string(), endpoint: z.string(), model: z.string(), stream: z.boolean(), question: z.string() }),
  /** How long the head took, in ms. */
  after: z.number().nonnegative(),
  status: z.int().min(100).max(599),
  headers: z.record(z.string(), z.string()),
  /** The body, piece by piece. `after` is the time since the piece before, in ms. */
  body: z.array(pieceSchema),
})

/** Bytes of a recorded reply that arrived together, and the delay after those before them. */
export type RecordedPiece = z.output<typeof pieceSchema>

/** One reply of an upstream, as a file keeps it. */
export type RecordedReply = z.output<typeof recordingSchema>

/** The name by which a reply is found: its provider, endpoint and form, and the hash of the request. */
export function recordingName({ provider, endpoint, stream, key }: Pick<Call, 'provider' | 'endpoint' | 'stream' | 'key'>): string {
  return [provider, endpoint, ...(stream ? ['stream'] : []), key].join('-').replaceAll(/[^\w.-]/g, '_')
}

/** The file of a reply: the first to a request, or a later one. `count` is from 0. */
export function recordingFile(name: string, count: number): string {
  return count === 0 ? `${name}.json` : `${name}.${count + 1}.json`
}

/** The request, for people. */
export function askedOf(call: Call): RecordedReply['asked'] {
  const { provider, endpoint, model, stream } = call
  return { provider, endpoint, model, stream, question: promptOf(call) }
}

/**
 * Reads the text of a recording's file.
 * @throws BrownoutError if it is none
 */
export function readRecording(text: string, path: string): RecordedReply {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    throw new BrownoutError(`Cannot read the recording "${path}": it is not JSON (${(error as Error).message}).`, { cause: error })
  }
  const { success, data, error } = recordingSchema.safeParse(given)
  if (!success) throw new BrownoutError(`Cannot read the recording "${path}": ${z.prettifyError(error)}`)
  return data
}

/** The bytes of a piece. */
export function bytesOfPiece(piece: RecordedPiece): Uint8Array<ArrayBuffer> {
  return 'text' in piece
    ? new TextEncoder().encode(piece.text)
    : Uint8Array.from(atob(piece.base64), (character) => character.charCodeAt(0))
}
