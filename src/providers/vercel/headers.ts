import type { Ids } from './ids.ts'

/**
 * The headers of every response, which Vercel's edge sets (https://vercel.com/docs/headers/response-headers). They do not include rate
 * limits.
 */
export function headersOf({ request }: Ids): Readonly<Record<string, string>> {
  return { server: 'Vercel', 'x-vercel-id': request }
}
