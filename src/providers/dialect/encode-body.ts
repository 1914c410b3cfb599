import type { Beat, OpenPart } from '../../engine/model/beat.ts'
import type { FrameItem, Head } from '../../engine/model/frame.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import { textOfParts } from '../../engine/kit/reply.ts'
import type { DataPart, Reply, ReplyPart } from '../../engine/model/reply.ts'
import { encodeProblem } from './encode-problem.ts'
import type { GatheredReply, Writer } from './encoding.ts'

/**
 * One body holds what a stream tells piece by piece, so it is sent when the last piece is there. Where the delivery is cut
 * short, the body is cut behind the last piece that was delivered; where a problem comes midway, nothing was sent yet, so it
 * is an HTTP error.
 */
export function* encodeBody(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Generator<FrameItem, void, undefined> {
  const parts: ReplyPart[] = []
  let reply: Reply | undefined
  let text: string[] = []
  let open: OpenPart | { readonly type: 'data' } | undefined
  let isSent = false
  const closeOpenPart = (): void => {
    parts.push(...partOf(open, text))
    open = undefined
    text = []
  }
  const head = (): Head => ({ type: 'head', status: 200, headers: { ...writer.headers(exchange), 'content-type': 'application/json' } })
  for (const beat of beats) {
    switch (beat.type) {
      case 'wait':
        yield beat
        break
      case 'start':
        reply = beat.reply
        break
      case 'open':
        closeOpenPart()
        open = beat.part
        break
      case 'delta':
        text.push(beat.text)
        break
      case 'ping':
        break
      case 'finish': {
        closeOpenPart()
        if (reply === undefined) break
        const gathered: GatheredReply = { reply, ...sorted(parts), finish: beat.reason, usage: beat.usage }
        reply = undefined
        isSent = true
        yield head()
        yield {
          type: 'frame',
          role: 'body',
          data: JSON.stringify(writer.body(gathered, exchange)),
          received: textOfParts(parts),
          completes: true,
        }
        break
      }
      case 'problem':
        if (isSent) break
        isSent = true
        yield* encodeProblem(
          beat.problem,
          exchange,
          reply === undefined ? writer : { ...writer, problem: writer.lateProblem ?? writer.problem },
        )
        reply = undefined
        break
      case 'end': {
        if (reply !== undefined && beat.how !== 'hang') {
          const told = textOfParts([...parts, ...partOf(open, text)])
          if (open !== undefined) text.push(cutMark)
          closeOpenPart()
          const body = JSON.stringify(writer.body({ reply, ...sorted(parts), finish: 'stop', usage: reply.usage }, exchange))
          yield head()
          yield { type: 'frame', role: 'body', data: cutAtMark(body), received: told }
        }
        yield beat
        return
      }
    }
  }
}

function sorted(parts: readonly ReplyPart[]): Pick<GatheredReply, 'parts' | 'data'> {
  const isData = (part: ReplyPart): part is DataPart => part.type === 'data'
  return { parts: parts.filter((part) => !isData(part)), data: parts.filter(isData).map((part) => part.text) }
}

/** The part that is being delivered, as far as it was. */
function partOf(open: OpenPart | { readonly type: 'data' } | undefined, pieces: readonly string[]): readonly ReplyPart[] {
  if (open === undefined) return []
  const text = pieces.join('')
  return [open.type === 'tool-call' ? { ...open, arguments: text } : { ...open, type: open.type, text }]
}

/** Stands behind the last piece that was delivered, to be found again wherever the body puts that piece. */
const cutMark = '\uE000cut\uE000'

/** The body up to the mark; half of it, where no piece was delivered yet, or the body does not hold it as text. */
function cutAtMark(body: string): string {
  const at = body.indexOf(cutMark)
  return body.slice(0, at === -1 ? Math.floor(body.length / 2) : at)
}
