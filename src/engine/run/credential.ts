import { digest } from '../base/hash.ts'
import { isCredentialName, isCredentialParameter } from '../base/secrets.ts'
import type { WireRequest } from '../model/wire-request.ts'

/** The headers that carry credentials. */
const headerNames = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'x-amz-security-token'] as const

/** The most credentials that one request can have. */
export const mostPerRequest = headerNames.length + 2

/** Returns the credentials of a request, one for each place that can contain one. */
function carriedBy({ headers, url }: Pick<WireRequest, 'headers' | 'url'>): (string | null)[] {
  const inProtocols = keyInProtocols(headers)
  const places = [
    ...headerNames.map((name) => headers.get(name)),
    // The parameters are made at their first use and would be held as long as the address.
    url.search === '' ? null : url.searchParams.get('key'),
    ...(inProtocols === null ? [] : [inProtocols]),
  ]
  return places.map((value) => value && withoutSignature(value))
}

/** A browser sends no headers with a WebSocket, so the OpenAI SDK sends the key in the protocols (openai, realtime/websocket.ts). */
function keyInProtocols(headers: WireRequest['headers']): string | null {
  return /openai-insecure-api-key\.([^,\s]+)/.exec(headers.get('sec-websocket-protocol') ?? '')?.[1] ?? null
}

/**
 * Returns a hash of the credentials of a request, so that two requests can be compared without keeping an API key. `undefined` if there are
 * none.
 */
export function credentialOf(request: Pick<WireRequest, 'headers' | 'url'>): string | undefined {
  const carried = carriedBy(request)
  return carried.every((value) => value === null) ? undefined : digest(JSON.stringify(carried))
}

/** AWS signs each request differently, with the same access key (`AWS4-HMAC-SHA256 Credential=AKIA.../20260101/..., Signature=...`). */
function withoutSignature(value: string): string {
  return /^AWS4-\S+ Credential=[^/]+/.exec(value)?.[0] ?? value
}

/** The headers of a request, of which all can be read over a connection. */
type ReadableHeaders = WireRequest['headers'] & { entries?(): Iterable<readonly [name: string, value: string]> }

/** Records the credentials of a request: those that providers read, and any in a header or URL parameter with the name of a credential. */
export function noteCredentials(request: { readonly headers: ReadableHeaders; readonly url: URL }, noted: Set<string>): void {
  for (const value of carriedBy(request)) if (value !== null) noted.add(value)
  const { headers, url } = request
  for (const [name, value] of headers.entries?.() ?? []) if (isCredentialName(name)) noted.add(withoutSignature(value))
  if (url.search !== '') for (const [name, value] of url.searchParams) if (isCredentialParameter(name)) noted.add(value)
}

/** The shortest credential to search for in texts. Shorter ones and words are dummies that prompts can contain by chance. */
const shortest = { withDigit: 8, any: 16 }

/** Returns the texts to search for in written files: recorded credentials without their schemes, plain, URL-encoded and as in JSON. */
export function textsOfCredentials(noted: Iterable<string>): string[] {
  const texts = [...noted]
    .flatMap(partsOf)
    .flatMap((text) => [text, encodeURIComponent(text.toWellFormed()), JSON.stringify(text).slice(1, -1)])
  return [...new Set(texts)].filter((text) => text.length >= (/\d/.test(text) ? shortest.withDigit : shortest.any))
}

/** Returns the credential without its scheme, and the user and password of a `Basic` one. */
function partsOf(value: string): string[] {
  const aws = /^AWS4-\S+ Credential=(.+)$/.exec(value)?.[1]
  if (aws !== undefined) return [aws]
  const [, scheme = '', text = value] = /^([\w-]+) +(\S.*?) *$/.exec(value) ?? []
  return scheme.toLowerCase() === 'basic' ? [text, ...userAndPassword(decoded(text))] : [text]
}

/** A password can contain colons, a user cannot (RFC 7617). Its parts can be secrets, too. */
function userAndPassword(text: string): string[] {
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(text) ?? []
  return [user, password, ...password.split(':')]
}

function decoded(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}
