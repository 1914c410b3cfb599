import type * as Http from 'node:http'
import type * as Https from 'node:https'
import type * as Streams from 'node:stream'
import { BrownoutError } from '../engine/base/errors.ts'
import { encodeText } from '../engine/base/utf8.ts'
import type { Upstream, UpstreamReply, UpstreamRequest } from '../engine/model/upstream.ts'
import { leaving } from '../gateway/leaving.ts'
import { builtin } from '../time/patches/patching.ts'
import { sentHeaders } from './headers.ts'
import { HttpReply } from './http-reply.ts'

/** Base URLs by the names of providers, such as `{ openai: 'https://api.openai.com/v1' }`. */
export type BaseUrls = Readonly<Record<string, string>>

/** Forwards requests to real providers, or other servers with their wire format, over HTTP/1.1. brownout answers for providers that are not named. */
export function httpUpstream(baseUrls: BaseUrls): Upstream {
  return {
    send(request) {
      const base = Object.hasOwn(baseUrls, request.provider) ? baseUrls[request.provider] : undefined
      return base === undefined ? undefined : () => ask(request, addressOf(request, base))
    },
  }
}

/** The address of a request at an upstream: below its base URL as it was below the provider's. */
export function addressOf({ url, baseUrl }: Pick<UpstreamRequest, 'url' | 'baseUrl'>, base: string): URL {
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, '')
  const below = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname
  return new URL(`${base.replace(/\/$/, '')}${below}${url.search}`)
}

function ask(request: UpstreamRequest, address: URL): UpstreamReply {
  const client = clientFor(address)
  if (client === undefined) throw new BrownoutError(`Cannot call the upstream ${address.origin}: this runtime has no node:http.`)
  const { method, body, unpacked } = request
  const bytes = typeof body === 'string' ? encodeText(body) : body
  const length = bytes instanceof Uint8Array ? bytes.length : undefined
  return leaving(() => {
    // On a connection of its own: one that was kept can be closed by then, which would look like a failure of the upstream.
    const sent = client.request(address, { method, headers: sentHeaders(request, length), agent: false })
    const reply = new HttpReply(sent, unpacked)
    if (bytes instanceof Uint8Array) sent.end(bytes)
    else builtin<typeof Streams>('node:stream')!.pipeline(bytes, sent, whenSent)
    return reply
  })
}

/** A failure of the request is one of its reply, too. If the client disconnects, the reply is aborted. */
function whenSent(): void {}

function clientFor({ protocol }: URL): Pick<typeof Http, 'request'> | undefined {
  return protocol === 'https:' ? builtin<typeof Https>('node:https') : builtin<typeof Http>('node:http')
}
