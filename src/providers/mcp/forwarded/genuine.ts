import type { Call, Exchange, FrameItem, Problem, ServerReply } from '../../../kit.ts'
import { isObject } from '../message.ts'
import type { Said } from '../rpc-endpoint.ts'
import { speechOf } from './speech.ts'

/** The response of a real server to one call. */
export interface Genuine {
  readonly reply: ServerReply
  /** The result that faults have made of the genuine one; `undefined` if they have changed nothing. */
  changed(said: Said): object | undefined
}

interface Kept extends Genuine {
  isChanged: boolean
}

const kept = new WeakMap<Call, Kept>()

/** Keeps the response to a call until it is written. */
export function keepGenuine(call: Call, genuine: Genuine): void {
  kept.set(call, { ...genuine, isChanged: false })
}

/** The response as it is written: the genuine one, unless a fault has changed its content. */
export function responseOf(said: Said, { call }: Exchange): object {
  const genuine = kept.get(call)
  if (genuine === undefined) return {}
  const { message } = genuine.reply
  const result = genuine.changed(said)
  genuine.isChanged = result !== undefined
  return result === undefined ? message : { ...message, result }
}

/** A response that nothing has changed is sent as the server wrote it, down to its spaces. Failures are noted. */
export function* asGenuine(items: Iterable<FrameItem>, { call }: Exchange): Generator<FrameItem, void, undefined> {
  const speech = speechOf(call)
  let hasBegun = false
  for (const item of items) {
    if (item.type === 'head' && item.problem === undefined && speech !== undefined) {
      yield item
      yield* speech.items()
      // The client has cancelled the request: the stream ends without a response.
      if (!kept.has(call)) return yield { type: 'end', how: 'close' }
      continue
    }
    const genuine = kept.get(call)
    const isWhole = item.type === 'frame' && item.completes === true && item.data !== '' && !hasBegun
    if (item.type === 'frame' && item.role === 'body') hasBegun = true
    if (!isWhole || genuine === undefined) {
      yield item
      continue
    }
    const { text, message } = genuine.reply
    const problem = problemIn(message)
    yield { ...item, ...(genuine.isChanged ? {} : { data: text }), ...(problem === undefined ? {} : { problem }) }
  }
}

/** The failure that a response reports. */
function problemIn({ error, result }: ServerReply['message']): Problem | undefined {
  if (isObject(error)) return { kind: 'server-error', code: String(error['code']), message: String(error['message']) }
  return isObject(result) && result['isError'] === true ? { kind: 'server-error', about: 'tool' } : undefined
}
