import type { Incoming, Outgoing } from '../../sockets/message.ts'
import { writeUncached } from '../write-uncached.ts'
import { ControlError } from './control-error.ts'

/** The longest body that is read, in bytes. */
const longestBody = 1_000_000

/**
 * The body of a request, as JSON.
 * @throws ControlError if it is too long, or not JSON
 */
export async function readJson(incoming: Incoming): Promise<unknown> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    length += piece.length
    // The rest is read and dropped: a client that still writes would not read the response.
    if (length <= longestBody) pieces.push(piece)
  }
  if (length > longestBody) throw new ControlError(413, `The body has ${length} bytes: expected at most ${longestBody}.`)
  try {
    return JSON.parse(Buffer.concat(pieces).toString())
  } catch (error) {
    throw new ControlError(400, `The body is not JSON: ${(error as Error).message}.`)
  }
}

/** Writes a value as the JSON of a response, which no page of another site can read. */
export function writeJson(status: number, value: object, response: Outgoing, headers: Readonly<Record<string, string>> = {}): void {
  const text = `${JSON.stringify(value)}\n`
  const own = { 'cross-origin-resource-policy': 'same-origin' }
  writeUncached({ status, type: 'application/json', text, headers: { ...own, ...headers } }, response)
}
