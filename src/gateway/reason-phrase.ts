import { builtin } from '../time/patches/patching.ts'

/**
 * The reason phrase of a status, as it is on the wire in HTTP/1.1: that of Node's table, and what Cloudflare writes for a status
 * that no standard names, such as 529: httpx logs `HTTP/1.1 529 <none>` of api.anthropic.com. In a browser, which uses HTTP/2 to
 * providers, it is empty.
 */
export function reasonPhrase(status: number): string {
  const known = builtin<{ STATUS_CODES: Readonly<Record<number, string>> }>('node:http')?.STATUS_CODES
  return known === undefined ? '' : (known[status] ?? '<none>')
}
