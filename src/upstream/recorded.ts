import type { Upstream, UpstreamItem, UpstreamReply } from '../engine/model/upstream.ts'
import { openFolder } from './folder.ts'
import { bytesOfPiece, readRecording, recordingFile, recordingName, type RecordedReply } from './recording.ts'

/**
 * Answers as a real provider did, byte by byte and with its timing, from the files that `brownout proxy --record` has written. Faults
 * act on the recorded replies. A request that was not recorded is answered by brownout.
 * @throws BrownoutError if the folder does not exist; when a reply is needed, if its file is not a recording
 * @example
 * const chaos = brownout({ providers: [openai()], upstream: recorded('test/recordings') })
 * const release = chaos.intercept()
 * await ask('Where is my parcel?')
 * release()
 */
export function recorded(folder: string): Upstream {
  const { read, pathOf } = openFolder(folder, false)
  const replies = new Map<string, readonly RecordedReply[]>()
  const repliesTo = (name: string): readonly RecordedReply[] => {
    const known = replies.get(name)
    if (known !== undefined) return known
    const found: RecordedReply[] = []
    for (;;) {
      const file = recordingFile(name, found.length)
      const text = read(file)
      if (text === undefined) break
      found.push(readRecording(text, pathOf(file)))
    }
    replies.set(name, found)
    return found
  }
  const owner = {}
  return {
    send({ call, unpacked: _unpacked, remember }) {
      if (call === undefined) return undefined
      const name = recordingName(call)
      const found = repliesTo(name)
      if (found.length === 0) return undefined
      const asked = remember(owner, () => new Map<string, number>())
      return () => {
        const count = asked.get(name) ?? 0
        asked.set(name, count + 1)
        return playedBack(found[Math.min(count, found.length - 1)]!)
      }
    },
  }
}

/** A recorded reply, unchanged. */
function playedBack(recording: RecordedReply): UpstreamReply {
  const items = itemsOf(recording)
  return {
    next() {
      const next: IteratorResult<UpstreamItem, undefined> = items.next()
      return next.value ?? { type: 'end', how: 'close' }
    },
    abort() {},
  }
}

function* itemsOf({ after, status, headers, body }: RecordedReply): Generator<UpstreamItem, undefined, undefined> {
  const pieces = body.map((piece) => ({ after: piece.after, bytes: bytesOfPiece(piece) }))
  const length = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (after > 0) yield { type: 'wait', ms: after }
  yield { type: 'head', status, headers: 'content-length' in headers ? { ...headers, 'content-length': String(length) } : headers }
  for (const piece of pieces) {
    if (piece.after > 0) yield { type: 'wait', ms: piece.after }
    yield { type: 'bytes', bytes: piece.bytes }
  }
  yield { type: 'end', how: 'close' }
  return undefined
}
