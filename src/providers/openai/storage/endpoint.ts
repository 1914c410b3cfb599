import { z } from 'zod'
import { defineEndpoint, jsonObjectOf, operationOn } from '../../../kit.ts'
import type { Decoded, Endpoint, Exchange, GatheredReply, Problem, ProviderStore, Reply, StreamEncoder, WireRequest } from '../../../kit.ts'
import { readJson } from '../decode.ts'
import type { Host } from '../host.ts'
import { problemOf, unknownParameter } from '../wording.ts'
import { writerAt } from '../writer.ts'

/** A request to something that the provider keeps. */
export interface StorageRequest {
  /** What stands for the braces of the path, in their order. */
  readonly ids: readonly string[]
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

/** What a call is about, beyond its path: all that the journal, triggers and the key of the call go by. */
export interface About {
  readonly model?: string
  readonly text?: string
  readonly stream?: boolean
  /** The reply that the call brings once more. */
  readonly stored?: Reply
}

/** An endpoint that reads or changes what the provider keeps. */
export interface StorageEndpoint<Found extends object> extends Pick<Endpoint, 'name' | 'method'> {
  /** The path below the host's base, with braces for IDs: `/responses/{id}`. */
  readonly path: string
  readonly documentation: string
  /** The form of the body. Default: any object */
  readonly schema?: z.ZodType<Readonly<Record<string, unknown>>>
  /** Finds what the path names, or returns the API's error. It changes nothing. */
  find(asked: StorageRequest, store: ProviderStore): Found | Problem
  about?(found: Found, asked: StorageRequest, store: ProviderStore): About
  /** Makes the change, and returns the value of the JSON body. */
  body(found: Found, asked: StorageRequest, exchange: Exchange, gathered: GatheredReply): unknown
  stream?(found: Found, asked: StorageRequest, exchange: Exchange): StreamEncoder
}

/** Where something is kept: the host, and what stands before the path of an endpoint, as a pattern and as a person would write it. */
export interface StoragePlace {
  readonly host: Host
  readonly pattern: string
  readonly readable: string
}

const anObject = z.looseObject({})

/** Makes an endpoint for what a host keeps. */
export function storageEndpoint<Found extends object>(
  { host, pattern, readable }: StoragePlace,
  { name, method, path, documentation, schema = anObject, find, about, body, stream }: StorageEndpoint<Found>,
): Endpoint {
  const below = `${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`
  const asked = ({ url, text }: WireRequest): StorageRequest => ({
    ids: (new RegExp(below).exec(url.pathname) ?? []).slice(1).map(decodeURIComponent),
    query: url.searchParams,
    body: jsonObjectOf(text) ?? {},
  })
  const endpoint = defineEndpoint({
    name,
    method,
    path: new RegExp(`^${pattern}${below}`),
    readablePath: readable + path,
    documentation,
    decode(request, store): Decoded {
      const refused = host.refusal(request) ?? misshapen(request, schema)
      if (refused !== undefined) return { type: 'problem', problem: refused }
      const given = asked(request)
      const found = find(given, store)
      if (isProblem(found)) return { type: 'problem', problem: found }
      const { model = '', text, stream: isStreamed = false, stored } = about?.(found, given, store) ?? {}
      const named = `${method} ${given.ids.reduce((written, id) => written.replace(/\{\w+\}/, id), path)}`
      const ask = operationOn('access-storage', { model, texts: [text === undefined ? named : `${named} (${text})`] })
      return { type: 'ask', ask: { ...ask, stream: isStreamed }, ...(stored === undefined ? {} : { stored }) }
    },
    write(exchange) {
      const given = asked(exchange.request)
      // What is not there any more is refused before this is called.
      const found = find(given, exchange.store) as Found
      return {
        ...writerAt(host, exchange),
        body: (gathered) => body(found, given, exchange, gathered),
        ...(stream === undefined ? {} : { stream: () => stream(found, given, exchange) }),
      }
    },
  })
  return {
    ...endpoint,
    encode(beats, exchange) {
      // Another call may have removed it since this one was decoded.
      const found = find(asked(exchange.request), exchange.store)
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

/** The API's error for a body that is not of the form that it expects. A request without a body is as one with `{}`. */
function misshapen({ method, text }: WireRequest, schema: z.ZodType): Problem | undefined {
  if (method !== 'POST') return undefined
  const read = text === '' ? { value: {} } : readJson(text)
  if ('problem' in read) return read.problem
  const { error } = schema.safeParse(read.value)
  return error === undefined ? undefined : problemOf(error, read.value, unknownParameter)
}
