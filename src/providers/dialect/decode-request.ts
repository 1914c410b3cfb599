import type { z } from 'zod'
import type { Ask } from '../../engine/model/call.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Decoded, WireRequest } from '../../engine/model/provider.ts'

/** The value of a JSON text, or what the provider says of a text that is not JSON. */
export type ReadJson = { readonly value: unknown } | { readonly problem: Problem }

/** What is known of a request, refused or not. `stream` decides how a refusal is delivered. */
export interface Outline {
  readonly model?: string
  readonly stream?: boolean
}

/** How a provider reads the body of a request: its form, what contradicts itself in it, what it asks. */
export interface BodyDecoding<Body> {
  readonly schema: z.ZodType<Body>
  /** Words the first thing that is wrong with the form of a body. */
  misshapen(error: z.ZodError, value: unknown): Problem
  /** What the provider refuses in a body whose form is right; a text is the message of a 400. Default: nothing. */
  check?(body: Body): Problem | string | undefined
  ask(body: Body): Ask
}

/** How a provider reads a request, from its credentials to what it asks. */
export interface RequestDecoding<Body> extends BodyDecoding<Body> {
  /** What the provider refuses before it reads the body, such as missing credentials. Default: nothing. */
  refusal?(request: WireRequest): Problem | undefined
  /** Reads the body's text. See {@link jsonReader}. */
  json(text: string): ReadJson
  /** Default: the model and the stream that the body names. */
  outline?(value: unknown, request: WireRequest): Outline
}

/** Reads JSON as `JSON.parse` does, and words what is not JSON as a provider does. */
export function jsonReader(unreadable: (text: string, error: Error) => Problem): (text: string) => ReadJson {
  return (text) => {
    try {
      return { value: JSON.parse(text) as unknown }
    } catch (error) {
      return { problem: unreadable(text, error as Error) }
    }
  }
}

/** A 400 in the provider's own words. */
export function badRequest(message: string): Problem {
  return { kind: 'bad-request', message }
}

/** The model and the stream that a body names. */
export function outlineOf(value: unknown): Outline {
  const { model, stream } = (typeof value === 'object' && value !== null ? value : {}) as { model?: unknown; stream?: unknown }
  return { ...(typeof model === 'string' ? { model } : {}), ...(typeof stream === 'boolean' ? { stream } : {}) }
}

/**
 * Decodes a request as the provider does: what it refuses before the body, its JSON, its form, its contradictions.
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

/** Decodes the value of a body, for a request whose body is part of another. */
export function decodeBody<Body>(value: unknown, decoding: BodyDecoding<Body>, known: Outline = outlineOf(value)): Decoded {
  const { schema, misshapen, check, ask } = decoding
  const result = schema.safeParse(value)
  if (!result.success) return { type: 'problem', problem: misshapen(result.error, value), ...known }
  const refused = check?.(result.data)
  if (refused === undefined) return { type: 'ask', ask: ask(result.data) }
  return { type: 'problem', problem: typeof refused === 'string' ? badRequest(refused) : refused, ...known }
}
