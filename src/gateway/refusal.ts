import { AnswersError, FaultBugError, statusOfBug, UnanswerableError, type BrownoutError } from '../engine/base/errors.ts'
import { encodeText } from '../engine/base/utf8.ts'
import { messageBytes } from '../engine/base/websocket.ts'
import { realClock } from '../engine/model/clock.ts'
import type { ChunkItem } from '../engine/model/frame.ts'
import { Delivery, type DeliveryRun } from '../engine/run/delivery.ts'

/** Why brownout itself blocks a request. */
export type RefusalKind = 'unhandled_request' | 'unanswerable_request' | 'answers_error' | 'fault_bug' | 'emulator_bug'

/** An error of brownout belongs to no run: it waits for nothing and is not a call in a journal. */
const noRun: DeliveryRun = { clock: realClock(), silence: () => () => {}, journal: { report: () => {} } }

/**
 * Answers a request that brownout blocks, so that no SDK retries it and the cause is readable. 400 with `x-should-retry: false` is the only
 * pair that openai, anthropic, ai and langchain all stop at immediately.
 */
export function refusal(
  kind: RefusalKind,
  message: string,
  { status = 400, headers = {} }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Delivery {
  const items: readonly ChunkItem[] = [
    {
      type: 'head',
      status,
      headers: { 'content-type': 'application/json', ...headersOf(kind), ...headers },
    },
    { type: 'chunk', bytes: encodeText(textOf(kind, message)), frames: [] },
  ]
  return new Delivery(items, noRun, undefined)
}

function textOf(kind: RefusalKind, message: string): string {
  const error = { type: `brownout_${kind}`, code: `brownout_${kind}`, message, param: null }
  return JSON.stringify({ type: 'error', error })
}

/**
 * Returns an error in a provider's format that names brownout as its source, so that no SDK retries it.
 * @param headers to add to those of the provider
 */
export function refusalBy(items: Iterable<ChunkItem>, headers: Readonly<Record<string, string>>): Delivery {
  return new Delivery(withHeaders(items, { ...headers, ...headersOf('unhandled_request') }), noRun, undefined)
}

function* withHeaders(items: Iterable<ChunkItem>, headers: Readonly<Record<string, string>>): Generator<ChunkItem, void, undefined> {
  for (const item of items) yield item.type === 'head' ? { ...item, headers: { ...item.headers, ...headers } } : item
}

function headersOf(kind: RefusalKind): Readonly<Record<string, string>> {
  return { 'x-should-retry': 'false', 'x-brownout': kind }
}

/**
 * Returns the error for a call that failed inside brownout: a bug in a fault, a request that the answers cannot answer, or brownout's own
 * bug. The status is 500 if the answers of a user failed.
 */
export function refusalOf(error: BrownoutError): Delivery {
  return refusal(kindOf(error), error.message, { status: statusOfBug(error) })
}

/** An answer that belongs to no run of this process. */
export function answerOfOthers(items: Iterable<ChunkItem>): Delivery {
  return new Delivery(items, noRun, undefined)
}

/** The same as an event over a WebSocket, in bytes. */
export function refusalEvent(error: BrownoutError): Uint8Array<ArrayBuffer> {
  return messageBytes(textOf(kindOf(error), error.message))
}

function kindOf(error: BrownoutError): RefusalKind {
  if (error instanceof UnanswerableError) return 'unanswerable_request'
  if (error instanceof AnswersError) return 'answers_error'
  return error instanceof FaultBugError ? 'fault_bug' : 'emulator_bug'
}
