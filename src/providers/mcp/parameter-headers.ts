import type { Problem, WireRequest } from '../../kit.ts'
import { isObject } from './message.ts'
import { headerMismatch, isModern } from './server.ts'
import type { ServedTool } from './tool.ts'

/**
 * The problem in the headers for arguments that the schema of a tool puts into headers with `x-mcp-header`.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
 */
export function parameterProblem(
  { listed }: ServedTool,
  given: Readonly<Record<string, unknown>>,
  request: WireRequest,
): Problem | undefined {
  if (!isModern(request) || request.connection !== undefined) return undefined
  const schema = listed['inputSchema']
  const properties = isObject(schema) && isObject(schema['properties']) ? Object.entries(schema['properties']) : []
  for (const [member, property] of properties) {
    const name = isObject(property) ? property['x-mcp-header'] : undefined
    const value = given[member]
    if (typeof name !== 'string' || value === undefined || value === null) continue
    const problem = headerMismatch(`Mcp-Param-${name}`, String(value), request)
    if (problem !== undefined) return problem
  }
  return undefined
}
