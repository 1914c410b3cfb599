import { milliseconds, type WireRequest } from '../../kit.ts'
import { isModern, type Server } from './server.ts'

/** The server's name and version. */
export function serverInfo({ options: { name } }: Server): { readonly name: string; readonly version: string } {
  return { name, version: '1.0.0' }
}

/** The members of every result since 2026-07-28. */
export function resultFields(server: Server, request: WireRequest): Readonly<Record<string, unknown>> {
  return isModern(request) ? { resultType: 'complete', _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo(server) } } : {}
}

/** The members of a result that set how long clients can keep it, since 2026-07-28. */
export function cacheFields({ options: { keepFor = 0 } }: Server, request: WireRequest): Readonly<Record<string, unknown>> {
  return isModern(request) ? { ttlMs: milliseconds(keepFor), cacheScope: 'private' } : {}
}
