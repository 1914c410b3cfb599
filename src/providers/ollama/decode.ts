import type { z } from 'zod'
import type { Ask, Problem, Decoded, WireRequest } from '../../kit.ts'
import { askOfChat, askOfGenerate } from './ask.ts'
import { askOfEmbed } from './embed.ts'
import { chatRequest, embedRequest, generateRequest } from './request.ts'
import { syntaxWordingOf, wordingOf } from './wording.ts'

/** Reads a request to `/api/chat` as the server does. */
export function decodeChat(request: WireRequest): Decoded {
  return decode(request, { schema: chatRequest, struct: 'ChatRequest', ask: askOfChat })
}

/** Reads a request to `/api/generate` as the server does. */
export function decodeGenerate(request: WireRequest): Decoded {
  return decode(request, { schema: generateRequest, struct: 'GenerateRequest', ask: askOfGenerate })
}

/** Reads a request to `/api/embed` as the server does. */
export function decodeEmbed(request: WireRequest): Decoded {
  return decode(request, { schema: embedRequest, struct: 'EmbedRequest', ask: askOfEmbed })
}

interface Form<Body> {
  readonly schema: z.ZodType<Body>
  /** The type that the server reads the body into, which its errors name. */
  readonly struct: string
  ask(body: Body): Ask
}

function decode<Body extends Judged>({ text }: WireRequest, { schema, struct, ask }: Form<Body>): Decoded {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { type: 'problem', problem: refusal(syntaxWordingOf(text, error)) }
  }
  const result = schema.safeParse(value)
  const problem = result.success ? problemOf(result.data) : refusal(wordingOf(result.error, value, struct))
  return result.success && problem === undefined
    ? { type: 'ask', ask: ask(result.data) }
    : { type: 'problem', problem: problem!, ...outlineOf(value) }
}

/** What all requests have that can be refused. */
interface Judged {
  readonly model?: string | null | undefined
  readonly format?: unknown
}

function refusal(message: string): Problem {
  return { kind: 'bad-request', message }
}

/** What the server refuses in a request whose types are right. A bad format reaches the model's runner first, whose refusals are a 500. */
function problemOf({ model, format }: Judged): Problem | undefined {
  if (!model) return refusal('model is required')
  const isFormat = format == null || format === '' || format === 'json' || (typeof format === 'object' && !Array.isArray(format))
  if (isFormat) return undefined
  return { ...refusal(`invalid format: ${JSON.stringify(format)}; expected "json" or a valid JSON Schema object`), status: 500 }
}

function outlineOf(body: unknown): { model?: string; stream?: boolean } {
  const { model, stream } = (typeof body === 'object' && body !== null ? body : {}) as { model?: unknown; stream?: unknown }
  return { ...(typeof model === 'string' ? { model } : {}), stream: stream !== false }
}
