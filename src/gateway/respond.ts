import { isConnectionError } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { installedClock } from '../engine/model/clock.ts'
import { withoutBody, type Head } from '../engine/model/frame.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { turn } from '../time/real-time.ts'
import type { OutgoingAnswer } from './outgoing-answer.ts'
import { Appetite } from './appetite.ts'
import { Caller } from './caller.ts'
import { reasonPhrase } from './reason-phrase.ts'
import { refusalOf } from './refusal.ts'

/** How a response reaches the client. */
export type Way = 'direct' | 'sockets'

export interface RespondOptions {
  /** `sockets` for MSW's emulated sockets, which delay the headers until the first write. Default: direct */
  readonly way?: Way
  /** Whether the client goes on waiting instead of getting an error with this code: it has switched off that timeout. Default: never */
  waitsOn?(code: string): boolean
}

interface Begun<Answer> {
  readonly head: Head
  readonly delivery: Answer | Delivery
}

/** Settles if the client notices a failure. Never settles if it goes on waiting. */
async function untilNoticed(failure: unknown, { waitsOn }: RespondOptions): Promise<void> {
  if (isConnectionError(failure) && waitsOn?.(failure.code) === true) await new Promise<never>(() => {})
}

/**
 * Converts a delivery to a fetch response. The body is pulled: bytes leave the delivery when the client reads them. An abort ends the
 * delivery and breaks the body; later bytes are discarded.
 * @param coming settles once the answer is known
 * @param signal aborts if the client aborts
 * @throws the signal's reason if the client aborts before the headers; ConnectionError if the connection breaks before
 * them. Never settles if the provider never answers.
 */
export async function respond(
  coming: Promise<OutgoingAnswer>,
  signal?: AbortSignal | null,
  options: RespondOptions = {},
): Promise<Response> {
  const caller = new Caller(signal)
  try {
    const delivery = await caller.orLeaves(coming.then((arrived) => caller.waitingFor(arrived)))
    const answer = await caller.orLeaves(begin(delivery, options.way ?? 'direct'))
    const { status, headers } = answer.head
    const statusText = reasonPhrase(status)
    if (withoutBody.has(status)) {
      caller.isDone()
      return new Response(null, { status, statusText, headers })
    }
    const isEmpty = headers['content-length'] === '0'
    return new Response(bodyOf(answer.delivery, caller, options, isEmpty), {
      status,
      statusText,
      headers: { ...transferEncoding(headers), ...headers },
    })
  } catch (failure) {
    await caller.orLeaves(untilNoticed(failure, options))
    caller.isDone()
    throw failure
  }
}

/**
 * Returns the head of a delivery, and the delivery of the rest. If a fault's own code throws before the head, both are of an error that
 * reports that.
 * @throws ConnectionError if the connection breaks before the head
 */
export async function begin<Answer extends OutgoingAnswer>(delivery: Answer, way: Way): Promise<Begun<Answer>> {
  try {
    return { head: await delivery.head(way === 'sockets'), delivery }
  } catch (error) {
    if (!(error instanceof BrownoutError)) throw error
    const refused = refusalOf(error)
    return { head: await refused.head(), delivery: refused }
  }
}

/** Without it MSW's sockets would end a body by closing, and a broken one would look complete. */
function transferEncoding(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return 'content-length' in headers ? {} : { 'transfer-encoding': 'chunked' }
}

/** @param isEmpty whether the headers imply an empty body: then it ends without a reader, since no client needs to read it */
function bodyOf(
  delivery: OutgoingAnswer,
  caller: Caller,
  options: RespondOptions,
  isEmpty: boolean,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let needsWrite = options.way === 'sockets'
  let controller!: ReadableStreamDefaultController
  const appetite = new Appetite()
  const hand = (bytes: Uint8Array<ArrayBuffer> | undefined): void => {
    appetite.served()
    if (bytes !== undefined) return controller.enqueue(bytes)
    caller.isDone()
    controller.close()
  }
  const fail = async (failure: unknown): Promise<void> => {
    await letItArrive()
    await untilNoticed(failure, options)
    caller.isDone()
    controller.error(terminated(failure))
  }
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(given) {
        controller = given
        caller.isReading(given)
      },
      pull() {
        const bytes = delivery.read(appetite.nextFrames())
        if (needsWrite && bytes instanceof Promise) controller.enqueue(new Uint8Array(0))
        needsWrite = false
        return bytes instanceof Promise ? bytes.then(hand, fail) : hand(bytes)
      },
      cancel() {
        caller.isDone()
        delivery.abort()
      },
    },
    { highWaterMark: isEmpty ? 1 : 0 },
  )
}

const turnsToArrive = 5

/** Waits so that bytes sent before a connection breaks are read first, even over MSW's emulated sockets. */
async function letItArrive(): Promise<void> {
  const release = installedClock()?.hold()
  for (let count = 0; count < turnsToArrive; count++) await turn()
  release?.()
}

/** Returns the error of a broken body, as in Node's fetch (undici, lib/web/fetch/index.js, "terminated"). */
function terminated(cause: unknown): TypeError {
  return new TypeError('terminated', { cause })
}
