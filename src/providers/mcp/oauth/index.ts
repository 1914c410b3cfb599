import type { Endpoint } from '../../../kit.ts'
import type { Server } from '../server.ts'
import { authorizationOf } from './access.ts'
import { authorize } from './authorize.ts'
import { registration } from './clients.ts'
import { metadataEndpoints } from './metadata.ts'
import { token } from './token.ts'

/** An authorization server on the same host as the MCP server. https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization */
export function oauthEndpoints(server: Server): readonly Endpoint[] {
  const { auth } = server.options
  if (auth === undefined) return []
  const authorization = authorizationOf(auth)
  return [...metadataEndpoints(server), registration(), authorize(authorization), token(authorization)]
}
