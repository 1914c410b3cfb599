import { builtin } from '../time/patches/patching.ts'

/**
 * Returns the reason phrase of a status, as in HTTP/1.1: from Node's table, or Cloudflare's phrase for a nonstandard status such as 529:
 * httpx logs `HTTP/1.1 529 <none>` for api.anthropic.com. Empty in a browser, which uses HTTP/2 to providers.
 */
export function reasonPhrase(status: number): string {
  const known = builtin<{ STATUS_CODES: Readonly<Record<number, string>> }>('node:http')?.STATUS_CODES
  return known === undefined ? '' : (known[status] ?? '<none>')
}
