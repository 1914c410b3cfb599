import type { z } from 'zod'
import type { JsonSchema, Tool, ToolChoice, Problem, WireRequest } from '../../kit.ts'
import type { Host } from './host.ts'
import { invalid, problemOf, type UnknownWording } from './wording.ts'

/** A request's body, or what the API says of it. */
export type Read<Body> = { readonly type: 'body'; readonly body: Body } | { readonly type: 'problem'; readonly problem: Problem }

const noKey =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."
const noJson =
  "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)"

/** What the API says where no key is sent. */
export function missingKey({ headers }: WireRequest): Problem | undefined {
  return headers.has('authorization') ? undefined : { kind: 'authentication', message: noKey, code: null }
}

/** Reads a request as the API does: its key, its JSON, its form. */
export function readRequest<Schema extends z.ZodType>(
  request: WireRequest,
  { refusal, modelOf }: Pick<Host, 'refusal' | 'modelOf'>,
  schema: Schema,
  unknownWording: UnknownWording,
): Read<z.output<Schema>> {
  const refused = refusal(request)
  if (refused !== undefined) return { type: 'problem', problem: refused }
  let body: unknown
  try {
    body = JSON.parse(request.text)
  } catch {
    return { type: 'problem', problem: invalid(noJson) }
  }
  const model = modelOf(request.url)
  if (model !== undefined && typeof body === 'object') body = { ...body, model }
  if ((body as { model?: unknown } | null)?.model === undefined)
    return { type: 'problem', problem: invalid('you must provide a model parameter') }
  const result = schema.safeParse(body)
  return result.success ? { type: 'body', body: result.data } : { type: 'problem', problem: problemOf(result.error, body, unknownWording) }
}

/** What is known of a request that is refused: enough to tell it from others, and to stream the refusal's kind. */
export function outlineOf(request: WireRequest, { modelOf }: Pick<Host, 'modelOf'>): { model?: string; stream?: boolean } {
  try {
    const body = JSON.parse(request.text) as { model?: unknown; stream?: unknown }
    const { stream } = body
    const model = modelOf(request.url) ?? body.model
    return { ...(typeof model === 'string' ? { model } : {}), stream: stream === true }
  } catch {
    return {}
  }
}

/** A function that the app offers, as both endpoints describe one. */
export function toolOf(declared: { name: string; description?: string | null | undefined; parameters?: unknown }): Tool {
  return {
    name: declared.name,
    ...(declared.description == null ? {} : { description: declared.description }),
    parameters: (declared.parameters ?? { type: 'object', properties: {} }) as JsonSchema,
  }
}

/** A tool choice that is a word. */
export function toolChoiceOf(word: string | undefined): ToolChoice {
  return word === 'none' || word === 'required' ? word : 'auto'
}
