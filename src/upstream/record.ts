import { redactionOf } from '../engine/base/redaction.ts'
import type { Call } from '../engine/model/call.ts'
import type { Head } from '../engine/model/frame.ts'
import type { Upstream, UpstreamReply, UpstreamRequest } from '../engine/model/upstream.ts'
import { noteCredentials, textsOfCredentials } from '../engine/run/credential.ts'
import { realNow } from '../time/real-time.ts'
import { openFolder, type RecordingFolder } from './folder.ts'
import { askedOf, readRecording, recordingFile, recordingName, type RecordedPiece, type RecordedReply } from './recording.ts'
import { changesOfShape } from './shape.ts'

/** Headers that are kept: those that clients use. Others can name the account, or hold cookies. */
const keptHeaders =
  /^(?:content-type|content-length|retry-after(?:-ms)?|x-should-retry|(?:x|anthropic)-ratelimit-.*|(?:x-)?request-id|openai-processing-ms|openai-version)$/

/**
 * Keeps the replies of an upstream as files of a folder, one for each reply, with its timing and without secrets: neither headers of
 * the request, nor credentials that it carried. A reply that breaks off is not kept.
 * @param tell receives the changes of a reply that was recorded before
 * @throws BrownoutError if the folder cannot be used
 */
export function recording(upstream: Upstream, folder: string, tell: (line: string) => void): Upstream {
  const opened = openFolder(folder, true)
  const counts = new Map<string, number>()
  return {
    send(request) {
      const { call } = request
      // Compressed bytes could neither be read by people nor searched for secrets.
      const ask = upstream.send(call === undefined ? request : { ...request, unpacked: true })
      if (ask === undefined || call === undefined) return ask
      return () => new RecordedTake(ask(), request, call, (reply) => keep(reply, call))
    },
  }

  function keep(reply: RecordedReply, call: Call): void {
    const name = recordingName(call)
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    write(opened, recordingFile(name, count), reply, tell)
  }
}

function write(folder: RecordingFolder, file: string, reply: RecordedReply, tell: (line: string) => void): void {
  const before = folder.read(file)
  folder.write(file, `${JSON.stringify(reply, null, 2)}\n`)
  if (before === undefined) return
  const changes = changesOfShape(readRecording(before, folder.pathOf(file)), reply)
  for (const change of changes) tell(`${folder.pathOf(file)}: ${change}`)
}

/** One reply on its way to the client, of which a copy is kept. */
class RecordedTake implements UpstreamReply {
  readonly #reply: UpstreamReply
  readonly #call: Call
  readonly #keep: (reply: RecordedReply) => void
  readonly #redact: <Value>(value: Value) => Value
  readonly #body: RecordedPiece[] = []
  #head: (Pick<Head, 'status' | 'headers'> & { readonly after: number }) | undefined
  #at = realNow()

  constructor(reply: UpstreamReply, { headers, url }: UpstreamRequest, call: Call, keep: (reply: RecordedReply) => void) {
    this.#reply = reply
    this.#call = call
    this.#keep = keep
    const noted = new Set<string>()
    noteCredentials(
      {
        headers: new Headers(
          [...headers()].filter(([name]) => !name.startsWith(':')).map(([name, value]): [string, string] => [name, value]),
        ),
        url,
      },
      noted,
    )
    this.#redact = redactionOf({ credentials: textsOfCredentials(noted) })
  }

  next(): ReturnType<UpstreamReply['next']> {
    const item = this.#reply.next()
    if (item instanceof Promise) return item
    if (item.type === 'head') this.#head = { status: item.status, headers: kept(item), after: this.#sinceLast() }
    else if (item.type === 'bytes') this.#body.push(...piecesOf(item.bytes, this.#sinceLast()))
    else if (item.type === 'end' && item.how === 'close') this.#finish()
    return item
  }

  abort(isWhole: boolean): void {
    if (isWhole) this.#finish()
    this.#reply.abort(isWhole)
  }

  #finish(): void {
    if (this.#head === undefined) return
    const { after, status, headers } = this.#head
    this.#head = undefined
    const asked = askedOf(this.#call)
    this.#keep(this.#redact({ format: 'brownout-recording', version: 1, asked, after, status, headers, body: this.#body }))
  }

  /** Rounded to ms. */
  #sinceLast(): number {
    const now = realNow()
    const ms = Math.round(now - this.#at)
    this.#at = now
    return ms
  }
}

function kept({ headers }: Head): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => keptHeaders.test(name)))
}

/** Bytes that arrived together: events one by one, for people. The first has the delay. */
function piecesOf(bytes: Uint8Array<ArrayBuffer>, after: number): readonly RecordedPiece[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.split(/(?<=\n\n)/).map((event, index) => ({ after: index === 0 ? after : 0, text: event }))
  } catch {
    return [{ after, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }]
  }
}
