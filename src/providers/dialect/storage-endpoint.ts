import { z } from 'zod'
import type { Operation } from '../../engine/model/call.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { BatchRequest, Decoded, Endpoint, Exchange, ProviderStore } from '../../engine/model/provider.ts'
import type { WireRequest } from '../../engine/model/wire-request.ts'
import type { Reply } from '../../engine/model/reply.ts'
import { decodedPath } from './decoded-path.ts'
import type { ReadJson } from './decode-request.ts'
import { defineEndpoint, type PlainWriter } from './define-endpoint.ts'
import type { GatheredReply, StreamEncoder } from './encoding.ts'
import { operationOn } from './operation.ts'
import { jsonObjectOf } from './tool-input.ts'

type Body = Readonly<Record<string, unknown>>

/** A request about something that the provider stores. */
export interface StorageRequest {
  /** The values of the braces in the path, in order. */
  readonly ids: readonly string[]
  readonly query: URLSearchParams
  readonly body: Body
}

/** The subject of a call, beyond its path, for the journal, triggers and the request hash. */
export interface StorageSubject {
  readonly model?: string
  readonly text?: string
  readonly stream?: boolean
  /** The stored reply that the call returns. */
  readonly stored?: Reply
  /** The requests of the batch that the call creates. */
  readonly batch?: readonly BatchRequest[]
}

/** An endpoint that reads or changes the provider's stored data. */
export interface StorageEndpoint<Found extends object> extends Pick<Endpoint, 'name' | 'method'> {
  /** The path below the base URL, with braces for IDs: `/responses/{id}`. */
  readonly path: string
  readonly documentation: string
  /** The purpose of the call. Default: access to stored data */
  readonly operation?: Operation
  /** Reads a body that is not JSON. Default: it is JSON, or empty */
  read?(request: WireRequest): ReadJson
  /** The schema of the body. Default: any object */
  readonly schema?: z.ZodType<Body>
  /** The content type of a text response, which `body` then returns. Default: the response is JSON */
  readonly textType?: string
  /** Finds the data that the path names, or returns the API's error. Must not change anything. */
  find(asked: StorageRequest, store: ProviderStore): Found | Problem
  about?(found: Found, asked: StorageRequest, store: ProviderStore, request: WireRequest): StorageSubject
  /** Makes the change, and returns the value of the JSON body. */
  body(found: Found, asked: StorageRequest, exchange: Exchange, gathered: GatheredReply): unknown
  stream?(found: Found, asked: StorageRequest, exchange: Exchange): StreamEncoder
}

/** The common parts of an API's endpoints for stored data. */
export interface StorageApi {
  /** The prefix of the path, as a pattern and as readable text. */
  readonly pattern: string
  readonly readable: string
  /** Returns the API's error for a request whose body it has not read, such as missing credentials. */
  refusal(request: WireRequest): Problem | undefined
  json(text: string): ReadJson
  /** Returns the API's error for the first schema violation. */
  misshapen(error: z.ZodError, value: unknown): Problem
  writer(exchange: Exchange): Omit<PlainWriter, 'body'>
}

const anObject = z.looseObject({})

/** Creates an endpoint for data that a provider stores. */
export function storageEndpoint<Found extends object>(api: StorageApi, definition: StorageEndpoint<Found>): Endpoint {
  const { name, method, path, documentation, operation = 'access-storage', textType, find, about, body, stream } = definition
  const below = `${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`
  const asked = (request: WireRequest): StorageRequest => {
    const read = definition.read?.(request)
    return {
      ids: (new RegExp(below).exec(request.url.pathname) ?? []).slice(1).map(decodedPath),
      query: request.url.searchParams,
      // Unreadable bodies were rejected before.
      body: (read === undefined ? jsonObjectOf(request.text) : 'value' in read ? (read.value as Body) : undefined) ?? {},
    }
  }
  /** Resolves the path, or returns the API's error. Only requests that match the schema are looked up. */
  const lookUp = (request: WireRequest, store: ProviderStore): Found | Problem =>
    api.refusal(request) ?? misshapen(request, api, definition) ?? find(asked(request), store)
  const endpoint = defineEndpoint({
    name,
    method,
    path: new RegExp(`^${api.pattern}${below}`),
    readablePath: api.readable + path,
    documentation,
    decode(request, store): Decoded {
      const found = lookUp(request, store)
      if (isProblem(found)) return { type: 'problem', problem: found }
      const given = asked(request)
      const { model = '', text, stream: isStreamed = false, stored, batch } = about?.(found, given, store, request) ?? {}
      const named = `${method} ${given.ids.reduce((written, id) => written.replace(/\{\w+\}/, id), path)}`
      const ask = operationOn(operation, { model, texts: [text === undefined ? named : `${named} (${text})`] })
      return {
        type: 'ask',
        ask: { ...ask, stream: isStreamed },
        ...(stored === undefined ? {} : { stored }),
        ...(batch === undefined ? {} : { batch }),
      }
    },
    write(exchange) {
      const given = asked(exchange.request)
      // A rejected request never gets here.
      const found = lookUp(exchange.request, exchange.store) as Found
      return {
        ...api.writer(exchange),
        ...(textType === undefined ? {} : { textType }),
        body: (gathered) => body(found, given, exchange, gathered),
        ...(stream === undefined ? {} : { stream: () => stream(found, given, exchange) }),
      }
    },
  })
  return {
    ...endpoint,
    encode(beats, exchange) {
      // Another call can have removed it since this one was decoded.
      const found = lookUp(exchange.request, exchange.store)
      return endpoint.encode(
        isProblem(found)
          ? [
              { type: 'problem', problem: found },
              { type: 'end', how: 'close' },
            ]
          : beats,
        exchange,
      )
    },
  }
}

function isProblem(found: object): found is Problem {
  return 'kind' in found
}

/** The API's error for a body that does not match the schema. A missing body counts as `{}`. */
function misshapen<Found extends object>(
  request: WireRequest,
  api: StorageApi,
  { schema = anObject, read }: StorageEndpoint<Found>,
): Problem | undefined {
  if (request.method !== 'POST') return undefined
  const given = read?.(request) ?? (request.text === '' ? { value: {} } : api.json(request.text))
  if ('problem' in given) return given.problem
  const { error } = schema.safeParse(given.value)
  return error === undefined ? undefined : api.misshapen(error, given.value)
}
