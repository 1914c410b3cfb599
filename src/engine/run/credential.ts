import { digest } from '../base/hash.ts'
import type { WireRequest } from '../model/provider.ts'

/** The headers that carry the credentials of a request. */
const headerNames = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'x-amz-security-token'] as const

/**
 * Returns a digest of the credentials that a request carries, so that two requests can be compared and no API key is kept.
 * `undefined` if it carries none.
 */
export function credentialOf({ headers, url }: Pick<WireRequest, 'headers' | 'url'>): string | undefined {
  const carried = headerNames.map((name) => headers.get(name)).concat(url.searchParams.get('key'))
  if (carried.every((value) => value === null)) return undefined
  return digest(JSON.stringify(carried.map((value) => value && withoutSignature(value))))
}

/** AWS signs each request differently, and with the same access key (`AWS4-HMAC-SHA256 Credential=AKIA.../20260101/..., Signature=...`). */
function withoutSignature(value: string): string {
  return /^AWS4-\S+ Credential=[^/]+/.exec(value)?.[0] ?? value
}
