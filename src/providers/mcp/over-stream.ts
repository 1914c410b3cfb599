import type { Exchange, Frame, FrameItem } from '../../kit.ts'
import { sessionOfRequest } from './sessions.ts'

/**
 * An answer whose events go to the stream of the session. Its own response is a 202 without a body, which is sent after the complete answer:
 * a client that has its 202 reads no further.
 */
export function* overStream(items: Iterable<FrameItem>, { request, store }: Exchange): Generator<FrameItem, void, undefined> {
  const session = sessionOfRequest(request, store)
  const frames: Frame[] = []
  let isRefused = false
  for (const item of items) {
    if (item.type === 'head') isRefused = item.problem !== undefined
    if (isRefused || item.type === 'wait') yield item
    else if (item.type === 'frame') {
      session?.notices.addFrame(item)
      frames.push(item)
    } else if (item.type === 'end') {
      if (item.how === 'close') yield* accepted(frames)
      yield item
    }
  }
}

function accepted(frames: readonly Frame[]): readonly FrameItem[] {
  const received = frames.map((frame) => frame.received ?? '').join('')
  const isWhole = frames.some(({ completes }) => completes)
  const body: Frame = {
    type: 'frame',
    role: 'body',
    data: '',
    ...(received === '' ? {} : { received }),
    ...(isWhole ? { completes: true } : {}),
  }
  return [{ type: 'head', status: 202, headers: { 'content-length': '0' } }, body]
}
