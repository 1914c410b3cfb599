import { ownEntry, type Endpoint, type Problem, type ProviderStore } from '../../kit.ts'
import { legacyClientOf } from './clients.ts'
import { isObject, messageOf, type RpcMessage } from './message.ts'
import { offeredIn, type Offered } from './offered.ts'
import { pageFields, pageOf, pageProblem, pagesOf } from './pages.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { cacheFields } from './result.ts'
import type { McpPrompt, McpResource } from './options.ts'
import type { Server } from './server.ts'

function listOf(server: Server, method: string, member: string, all: (offered: Offered) => readonly object[]): Endpoint {
  const pagesIn = (store: ProviderStore): readonly (readonly object[])[] => pagesOf(all(offeredIn(server, store)), server)
  return rpcEndpoint(server, {
    method,
    check: ({ cursor }, { store }) => pageProblem(cursor, pagesIn(store)),
    result(_said, { request, store }) {
      const pages = pagesIn(store)
      const page = pageOf(messageOf(request).params['cursor']) ?? 0
      return { [member]: pages[page], ...pageFields(page + 1 < pages.length ? page + 1 : undefined), ...cacheFields(server, request) }
    },
  })
}

function unknownSubject(message: string, parameter?: string): Problem {
  return { kind: 'bad-request', status: 200, code: '-32602', message, ...(parameter === undefined ? {} : { parameter }) }
}

/** The values of a template's parameters in a URI; `undefined` if the URI does not match the template. */
function matched(template: string, uri: string): Readonly<Record<string, string>> | undefined {
  const names: string[] = []
  const pattern = template.split(/\{(\w+)\}/).map((piece, index) => {
    if (index % 2 === 0) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    names.push(piece)
    return '([^/]+)'
  })
  const values = new RegExp(`^${pattern.join('')}$`).exec(uri)?.slice(1)
  return values && Object.fromEntries(names.map((name, index) => [name, values[index]!]))
}

/** A resource by its URI, with the values from the URI for a template's parameters. */
function resourceAt(resources: Readonly<Record<string, McpResource>>, uri: string): McpResource | undefined {
  const direct = ownEntry(resources, uri)
  if (direct !== undefined) return direct
  for (const [template, resource] of Object.entries(resources)) {
    const values = matched(template, uri)
    if (values !== undefined) return filled(resource, values)
  }
  return undefined
}

/** The same with values in the place of `{name}`. */
function filled<Value>(template: Value, values: Readonly<Record<string, unknown>>): Value {
  const text = JSON.stringify(template).replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(String(values[name])).slice(1, -1) : whole,
  )
  return JSON.parse(text) as Value
}

const isTemplate = (uri: string): boolean => /\{\w+\}/.test(uri)

/** https://modelcontextprotocol.io/specification/2026-07-28/server/resources */
export function resourceEndpoints(server: Server): readonly Endpoint[] {
  if (server.options.resources === undefined) return []
  const listed = ({ resources }: Offered, member: 'uri' | 'uriTemplate'): readonly object[] =>
    Object.entries(resources)
      .filter(([uri]) => isTemplate(uri) === (member === 'uriTemplate'))
      .map(([uri, { name = uri, text: _text, blob: _blob, ...rest }]) => ({ [member]: uri, name, ...rest }))
  return [
    listOf(server, 'resources/list', 'resources', (offered) => listed(offered, 'uri')),
    listOf(server, 'resources/templates/list', 'resourceTemplates', (offered) => listed(offered, 'uriTemplate')),
    rpcEndpoint(server, {
      method: 'resources/read',
      check: ({ uri }, { store }) =>
        typeof uri === 'string' && resourceAt(offeredIn(server, store).resources, uri) !== undefined
          ? undefined
          : unknownSubject(`Resource ${String(uri)} not found`, String(uri)),
      result(_said, { request, store }) {
        const uri = String(messageOf(request).params['uri'])
        const { mimeType, text = '', blob } = resourceAt(offeredIn(server, store).resources, uri)!
        const content = { uri, ...(mimeType === undefined ? {} : { mimeType }), ...(blob === undefined ? { text } : { blob }) }
        return { contents: [content], ...cacheFields(server, request) }
      },
    }),
    subscription(server, 'resources/subscribe', (subscribed, uri) => void subscribed.add(uri)),
    subscription(server, 'resources/unsubscribe', (subscribed, uri) => void subscribed.delete(uri)),
  ]
}

/** https://modelcontextprotocol.io/specification/2025-11-25/server/resources#subscriptions */
function subscription(server: Server, method: string, change: (subscribed: Set<string>, uri: string) => void): Endpoint {
  return rpcEndpoint(server, {
    method,
    isLegacy: true,
    check: ({ uri }) => (typeof uri === 'string' ? undefined : unknownSubject('Invalid params: uri is missing')),
    result(_said, { request, store }) {
      const client = legacyClientOf(server, request, store)
      if (client !== undefined) change(client.subscribed, String(messageOf(request).params['uri']))
      return {}
    },
  })
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/prompts */
export function promptEndpoints(server: Server): readonly Endpoint[] {
  if (server.options.prompts === undefined) return []
  const listed = ({ prompts }: Offered): readonly object[] =>
    Object.entries(prompts).map(([name, { text: _text, content: _content, arguments: given, ...prompt }]) => ({
      name,
      ...prompt,
      ...(given === undefined ? {} : { arguments: given.map(({ values: _values, ...argument }) => argument) }),
    }))
  return [
    listOf(server, 'prompts/list', 'prompts', listed),
    rpcEndpoint(server, {
      method: 'prompts/get',
      check(params, { store }) {
        const { name } = params
        const prompt = typeof name === 'string' ? ownEntry(offeredIn(server, store).prompts, name) : undefined
        if (prompt === undefined) return unknownSubject(`Prompt ${String(name)} not found`)
        const missing = prompt.arguments?.find(
          (argument) => argument.required === true && !Object.hasOwn(argumentsIn(params), argument.name),
        )
        return missing === undefined ? undefined : unknownSubject(`Missing required argument: ${missing.name}`)
      },
      result(_said, { request, store }) {
        const { params } = messageOf(request)
        const { description, text, content = [] } = offeredIn(server, store).prompts[String(params['name'])]!
        const blocks = [...content, ...(text === undefined ? [] : [{ type: 'text' as const, text }])]
        return {
          ...(description === undefined ? {} : { description }),
          messages: filled(blocks, argumentsIn(params)).map((block) => ({ role: 'user', content: block })),
        }
      },
    }),
    rpcEndpoint(server, {
      method: 'completion/complete',
      result: (_said, { request, store }) => completion(offeredIn(server, store).prompts, messageOf(request).params),
    }),
  ]
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/completion */
function completion(prompts: Readonly<Record<string, McpPrompt>>, { ref, argument }: RpcMessage['params']): object {
  const [prompt, asked] = [isObject(ref) ? ownEntry(prompts, String(ref['name'])) : undefined, isObject(argument) ? argument : {}]
  const { values = [] } = prompt?.arguments?.find(({ name }) => name === asked['name']) ?? {}
  const fitting = values.filter((value) => value.startsWith(String(asked['value'])))
  return { completion: { values: fitting.slice(0, 100), total: fitting.length, hasMore: fitting.length > 100 } }
}

function argumentsIn({ arguments: given }: RpcMessage['params']): Readonly<Record<string, unknown>> {
  return isObject(given) ? given : {}
}
