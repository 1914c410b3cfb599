import {
  BrownoutError,
  canonicalJson,
  digest,
  duration,
  valueInWords,
  type Call,
  type OwnAnswer,
  type OwnAnswerContext,
  type WireRequest,
} from '../../kit.ts'
import { z } from 'zod'
import { readBody } from './body.ts'
import { jsonInFile } from './file.ts'
import type { HttpRoute, RouteRequest } from './options.ts'
import { pathParameters, routePattern, type RoutePattern } from './pattern.ts'
import { responseOf } from './response.ts'

/** A request to a route. */
export interface Asked {
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
}

/** A route with its matcher and its reader, ready for requests. */
export interface ServedRoute {
  readonly name: string
  readonly pattern: RoutePattern
  /** Reads a request, or returns the error in its body. */
  read(request: WireRequest): Asked & { readonly wrong?: string }
  answer(call: Call, context: OwnAnswerContext): Promise<OwnAnswer>
}

/** @throws BrownoutError if the route cannot be used */
export function servedRoute(text: string, definition: HttpRoute, api: string): ServedRoute {
  const pattern = routePattern(text, api)
  const { method } = pattern
  const { name = text, readOnly = method === 'GET', idempotent = method === 'PUT' || method === 'DELETE', duration: takes = 0 } = definition
  const what = `Cannot set up the route "${text}" of "${api}"`
  const time = duration.safeParse(takes)
  if (!time.success) throw new BrownoutError(`${what}: "duration" is ${valueInWords(takes)}, expected milliseconds or a text such as "2s".`)
  const respond = respondOf(definition, what)
  const schema = definition.body
  if (schema !== undefined && !(schema instanceof z.ZodType))
    throw new BrownoutError(`${what}: "body" is ${valueInWords(schema)}, expected a zod schema.`)

  const read: ServedRoute['read'] = (request) => {
    const body = readBody(request)
    const asked = { parameters: pathParameters(pattern, request.url), query: request.url.searchParams }
    if ('wrong' in body) return { ...asked, body: undefined, wrong: body.wrong }
    if (schema === undefined) return { ...asked, body: body.value }
    const { success, data, error } = schema.safeParse(body.value)
    return success ? { ...asked, body: data } : { ...asked, body: body.value, wrong: z.prettifyError(error) }
  }

  return {
    name,
    pattern,
    read,
    async answer({ attempt }, { random, remember, request, runs }) {
      const asked = read(request)
      const { headers } = request
      let response
      try {
        response = await responseOf(await respond({ ...asked, url: request.url, headers, attempt, random, remember }), definition)
      } catch (error) {
        runs()
        return { problem: { kind: 'server-error', message: error instanceof Error ? error.message : String(error) } }
      }
      const key = keyOf(request) ?? (idempotent ? digest(argumentsText(asked)) : undefined)
      const isEffect = !readOnly && response.head.status < 400
      runs(isEffect ? { name, arguments: argumentsOf(asked), ...(key === undefined ? {} : { key }) } : undefined)
      return { parts: response.parts, response: response.head, takes: time.data }
    },
  }
}

function respondOf(definition: HttpRoute, what: string): (request: RouteRequest) => unknown {
  const given = (['respond', 'value', 'file'] as const).filter((member) => definition[member] !== undefined)
  if (given.length !== 1)
    throw new BrownoutError(`${what}: it has ${given.join(' and ') || 'no answer'}, expected one of respond, value and file.`)
  const { respond, value, file } = definition
  if (respond !== undefined) return respond
  if (file === undefined) return () => value
  const json = jsonInFile(file, what)
  return () => json
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
function keyOf({ headers }: WireRequest): string | undefined {
  return headers.get('idempotency-key') ?? headers.get('x-idempotency-key') ?? undefined
}

/** A request for people and for the journal, without empty parts. */
export function argumentsOf({ parameters, query, body }: Asked): Readonly<Record<string, unknown>> {
  return {
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    ...(query.size === 0 ? {} : { query: [...query] }),
    ...(body === undefined ? {} : { body }),
  }
}

/** The same as a text, equal for equal requests. */
export function argumentsText(asked: Asked): string {
  return canonicalJson(argumentsOf(asked))
}
