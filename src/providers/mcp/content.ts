import { ownEntry, type Endpoint, type Problem } from '../../kit.ts'
import { isObject, messageOf, type RpcMessage } from './message.ts'
import { pageFields, pageOf, pageProblem, pagesOf } from './pages.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { cacheFields } from './result.ts'
import type { Server } from './server.ts'

function listOf(server: Server, method: string, member: string, all: readonly object[]): Endpoint {
  const pages = pagesOf(all, server)
  return rpcEndpoint(server, {
    method,
    check: ({ cursor }) => pageProblem(cursor, pages),
    result(_said, { request }) {
      const page = pageOf(messageOf(request).params['cursor']) ?? 0
      return { [member]: pages[page], ...pageFields(page + 1 < pages.length ? page + 1 : undefined), ...cacheFields(request) }
    },
  })
}

function unknownSubject(message: string): Problem {
  return { kind: 'bad-request', status: 200, code: '-32602', message }
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/resources */
export function resourceEndpoints(server: Server): readonly Endpoint[] {
  const { resources } = server.options
  if (resources === undefined) return []
  const listed = Object.entries(resources).map(([uri, { name = uri, mimeType }]) => ({
    uri,
    name,
    ...(mimeType === undefined ? {} : { mimeType }),
  }))
  return [
    listOf(server, 'resources/list', 'resources', listed),
    listOf(server, 'resources/templates/list', 'resourceTemplates', []),
    rpcEndpoint(server, {
      method: 'resources/read',
      check: ({ uri }) =>
        typeof uri === 'string' && Object.hasOwn(resources, uri) ? undefined : unknownSubject(`Resource ${String(uri)} not found`),
      result(_said, { request }) {
        const uri = String(messageOf(request).params['uri'])
        const { mimeType, text } = resources[uri]!
        return { contents: [{ uri, ...(mimeType === undefined ? {} : { mimeType }), text }], ...cacheFields(request) }
      },
    }),
  ]
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/prompts */
export function promptEndpoints(server: Server): readonly Endpoint[] {
  const { prompts } = server.options
  if (prompts === undefined) return []
  const listed = Object.entries(prompts).map(([name, { text: _text, ...prompt }]) => ({ name, ...prompt }))
  return [
    listOf(server, 'prompts/list', 'prompts', listed),
    rpcEndpoint(server, {
      method: 'prompts/get',
      check(params) {
        const { name } = params
        const prompt = typeof name === 'string' ? ownEntry(prompts, name) : undefined
        if (prompt === undefined) return unknownSubject(`Prompt ${String(name)} not found`)
        const missing = prompt.arguments?.find(
          (argument) => argument.required === true && !Object.hasOwn(argumentsIn(params), argument.name),
        )
        return missing === undefined ? undefined : unknownSubject(`Missing required argument: ${missing.name}`)
      },
      result(_said, { request }) {
        const { params } = messageOf(request)
        const { description, text } = prompts[String(params['name'])]!
        const given = argumentsIn(params)
        const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(given, name) ? String(given[name]) : whole))
        return {
          ...(description === undefined ? {} : { description }),
          messages: [{ role: 'user', content: { type: 'text', text: filled } }],
        }
      },
    }),
  ]
}

function argumentsIn({ arguments: given }: RpcMessage['params']): Readonly<Record<string, unknown>> {
  return isObject(given) ? given : {}
}
