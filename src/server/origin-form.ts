import type { Incoming } from '../sockets/message.ts'

/**
 * Reads a target in absolute form, as clients of a proxy send it, like one in origin form: `GET http://api.openai.com/v1/models` is
 * `GET /v1/models` at the host `api.openai.com`, regardless of the header `Host`.
 * A tunnel in HTTP/2 has only an authority, which is its target in HTTP/1.1.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 */
export function toOriginForm(incoming: Incoming): void {
  const { headers } = incoming
  const url = (incoming.url ??= headers[':authority']?.toString() ?? '/')
  const target = /^[a-z]+:\/\//i.test(url) ? URL.parse(url) : null
  if (target === null) return
  headers.host = target.host
  // As the client has written it: `URL` changes some paths.
  const path = /^[^/]*\/\/[^/?#]*(.*)$/s.exec(url)?.[1] ?? ''
  incoming.url = path.startsWith('/') ? path : `/${path}`
}
