import { coreOf } from '../../../../src/chaos/core.ts'
import { isConnectionError } from '../../../../src/engine/base/connection.ts'
import type { Upstream, UpstreamItem, UpstreamReply, UpstreamRequest } from '../../../../src/engine/model/upstream.ts'
import type { Chaos } from '../../../../src/index.ts'

/** Another chaos as the upstream, without sockets between. */
export function chaosUpstream(real: Chaos): Upstream {
  return { send: (request) => () => replyOf(real, request) }
}

async function wholeOf(body: UpstreamRequest['body']): Promise<string | Uint8Array<ArrayBuffer>> {
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

function replyOf(real: Chaos, { method, url, headers, body }: Parameters<Upstream['send']>[0]): UpstreamReply {
  const items: UpstreamItem[] = []
  let wake = (): void => {}
  let isLeft = false
  const put = (item: UpstreamItem): void => {
    items.push(item)
    wake()
  }
  const play = async (): Promise<void> => {
    const all = new Headers([...headers()].map(([name, value]): [string, string] => [name, value]))
    const delivery = await coreOf(real).gateway.answer({ method, url, headers: all, body: () => wholeOf(body) })
    const { status, headers: sent } = await delivery.head()
    put({ type: 'head', status, headers: sent })
    for (let bytes = await delivery.read(1); bytes !== undefined; bytes = await delivery.read(1)) {
      if (isLeft) return delivery.abort()
      put({ type: 'bytes', bytes })
    }
    put({ type: 'end', how: 'close' })
  }
  play().catch((error: unknown) =>
    put({ type: 'end', how: 'reset', code: isConnectionError(error) ? error.code : 'ECONNRESET', message: String(error) }),
  )
  return {
    next: () =>
      items.shift() ??
      new Promise<void>((resolve) => {
        wake = resolve
      }),
    abort: () => void (isLeft = true),
  }
}
