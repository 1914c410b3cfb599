import type { WireRequest } from '../../kit.ts'
import { isModern, type Server } from './server.ts'

/** Who the server says that it is. */
export function serverInfo({ options: { name } }: Server): { readonly name: string; readonly version: string } {
  return { name, version: '1.0.0' }
}

/** What every result says since 2026-07-28. */
export function resultFields(server: Server, request: WireRequest): Readonly<Record<string, unknown>> {
  return isModern(request) ? { resultType: 'complete', _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo(server) } } : {}
}

/** What a result says that clients can keep: nothing is kept for longer than a moment, so that each call is seen. */
export function cacheFields(request: WireRequest): Readonly<Record<string, unknown>> {
  return isModern(request) ? { ttlMs: 0, cacheScope: 'private' } : {}
}
