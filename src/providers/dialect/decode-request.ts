import type { z } from 'zod'
import type { Ask } from '../../engine/model/call.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Decoded } from '../../engine/model/provider.ts'
import type { WireRequest } from '../../engine/model/wire-request.ts'
import { tooDeepAt } from './nesting.ts'
import { malformedSchema, malformedSchemaIn, type MalformedSchema } from './malformed-schema.ts'

/** The value of a JSON text, or the provider's error for a text that is not JSON. */
export type ReadJson = { readonly value: unknown } | { readonly problem: Problem }

/** The part of a request that is known even if it is rejected. `stream` determines how the error is sent. */
export interface Outline {
  readonly model?: string
  readonly stream?: boolean
}

/** How a provider reads the body of a request. */
export interface BodyDecoding<Body> {
  readonly schema: z.ZodType<Body>
  /** Returns the provider's error for the first schema violation. */
  misshapen(error: z.ZodError, value: unknown): Problem
  /** Returns the provider's error for a body that the schema accepts; a string is the message of a 400. Default: no error */
  check?(body: Body): Problem | string | undefined
  /** Returns the request in provider-neutral terms. */
  ask(body: Body): Ask
  /** Returns the provider's error for a tool or an output format whose JSON Schema is malformed. Default: a 400 in OpenAI's wording */
  malformed?(schema: MalformedSchema): Problem
}

/** How a provider reads a request: credentials, JSON, schema, and content. */
export interface RequestDecoding<Body> extends BodyDecoding<Body> {
  /** Returns the provider's error for a request whose body it has not read, such as missing credentials. Default: no error */
  refusal?(request: WireRequest): Problem | undefined
  /** Parses the body. See {@link jsonReader}. */
  json(text: string): ReadJson
  /** Default: `model` and `stream` of the body */
  outline?(value: unknown, request: WireRequest): Outline
}

/**
 * Creates the `json` reader of a {@link RequestDecoding}.
 * @param unreadable returns the provider's error for a text that is not JSON
 * @example
 * jsonReader(() => badRequest('Invalid JSON'))('{"model":"m"}') // => { value: { model: 'm' } }
 */
export function jsonReader(unreadable: (text: string, error: Error) => Problem): (text: string) => ReadJson {
  return (text) => {
    const deep = tooDeepAt(text)
    if (deep !== undefined) return { problem: unreadable(text, new SyntaxError(`Nested too deeply in JSON at position ${deep}`)) }
    try {
      return { value: JSON.parse(text) as unknown }
    } catch (error) {
      return { problem: unreadable(text, error as Error) }
    }
  }
}

/**
 * Returns a 400 with the provider's own message.
 * @example
 * badRequest('Unknown field.') // => { kind: 'bad-request', message: 'Unknown field.' }
 */
export function badRequest(message: string): Problem {
  return { kind: 'bad-request', message }
}

/** Returns `model` and `stream` of a body, if they are a string and a boolean. */
export function outlineOf(value: unknown): Outline {
  const { model, stream } = (typeof value === 'object' && value !== null ? value : {}) as { model?: unknown; stream?: unknown }
  return { ...(typeof model === 'string' ? { model } : {}), ...(typeof stream === 'boolean' ? { stream } : {}) }
}

/**
 * Decodes a request: checks what precedes the body, then its JSON, its schema, and the rest. The first error is the result.
 * @example
 * const strict = { ...decoding, json: jsonReader(() => badRequest('Invalid JSON')) }
 * const decode = (request: WireRequest) => decodeRequest(request, strict)
 */
export function decodeRequest<Body>(request: WireRequest, decoding: RequestDecoding<Body>): Decoded {
  const { refusal, json, outline = outlineOf } = decoding
  const read = json(request.text)
  const known = outline('value' in read ? read.value : undefined, request)
  const refused = refusal?.(request)
  if (refused !== undefined) return { type: 'problem', problem: refused, ...known }
  return 'problem' in read ? { type: 'problem', problem: read.problem, ...known } : decodeBody(read.value, decoding, known)
}

/** Decodes a parsed body, for a request that is part of another one. */
export function decodeBody<Body>(value: unknown, decoding: BodyDecoding<Body>, known: Outline = outlineOf(value)): Decoded {
  const { schema, misshapen, check, ask: askOf, malformed = malformedSchema } = decoding
  const result = schema.safeParse(value)
  if (!result.success) return { type: 'problem', problem: misshapen(result.error, value), ...known }
  const refused = check?.(result.data)
  if (refused === undefined) {
    const ask = askOf(result.data)
    const wrong = malformedSchemaIn(ask)
    return wrong === undefined ? { type: 'ask', ask } : { type: 'problem', problem: malformed(wrong), ...known }
  }
  return { type: 'problem', problem: typeof refused === 'string' ? badRequest(refused) : refused, ...known }
}
