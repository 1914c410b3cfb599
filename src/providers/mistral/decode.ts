import type { z } from 'zod'
import type { Problem, Decoded, WireRequest } from '../../kit.ts'
import { askOf } from '../openai/chat/decode.ts'
import type { Host } from '../openai/host.ts'
import { outlineOf, type Read } from '../openai/request.ts'
import { asChatRequest, mistralRequest, type MistralRequest } from './schema.ts'
import { problemOf } from './wording.ts'

const formOfIds = /^[a-zA-Z0-9]{9}$/

function refuse(message: string, code: string): Problem {
  return { kind: 'bad-request', message, code }
}

/**
 * What the API refuses in a request whose form is right.
 * Wordings as users quote them: nearai/ironclaw#1241 (3280), langchain-ai/langchain (3230, 3231).
 */
function contradiction({ messages }: MistralRequest): Problem | undefined {
  let open = 0
  for (const message of messages) {
    const ids = message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : []
    const misshapen = [...ids, ...(message.role === 'tool' ? [message.tool_call_id] : [])].find((id) => !formOfIds.test(id ?? ''))
    if (misshapen !== undefined || (message.role === 'tool' && message.tool_call_id == null))
      return refuse(`Tool call id was ${misshapen ?? 'null'} but must be a-z, A-Z, 0-9, with a length of 9.`, '3280')
    if (message.role === 'tool') open--
    else if (open > 0) return refuse('Not the same number of function calls and responses', '3230')
    else open = ids.length
    if (open < 0) return refuse('Not the same number of function calls and responses', '3230')
  }
  const last = messages.at(-1)!
  if (last.role === 'assistant' && last.prefix !== true)
    return refuse('Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant', '3230')
  return open > 0 ? refuse('Not the same number of function calls and responses', '3230') : undefined
}

/** Whether the app asks the model to reason: by its parameters, or by the model. */
function asksForReasoning({ model, prompt_mode: mode, reasoning_effort: effort }: MistralRequest): boolean {
  return mode === 'reasoning' || (effort != null && effort !== 'none') || model.startsWith('magistral')
}

/** A request's body as the API reads it: its key, its JSON, its form; or what it says of it. */
export function readMistral<Schema extends z.ZodType>(request: WireRequest, host: Host, schema: Schema): Read<z.output<Schema>> {
  const refused = host.refusal(request)
  if (refused !== undefined) return { type: 'problem', problem: refused }
  let body: unknown
  try {
    body = JSON.parse(request.text)
  } catch {
    return { type: 'problem', problem: { kind: 'unprocessable', message: 'JSON decode error', code: 'json_invalid', parameter: '[0]' } }
  }
  const { success, data, error } = schema.safeParse(body)
  return success ? { type: 'body', body: data } : { type: 'problem', problem: problemOf(error.issues[0]!, body) }
}

/** Reads a request to Mistral's Chat Completions. */
export function decodeMistral(request: WireRequest, host: Host): Decoded {
  const read = readMistral(request, host, mistralRequest)
  if (read.type === 'problem') return { ...read, ...outlineOf(request, host) }
  const problem = contradiction(read.body)
  if (problem !== undefined) return { type: 'problem', problem, ...outlineOf(request, host) }
  return { type: 'ask', ask: askOf(asChatRequest(read.body), asksForReasoning(read.body)) }
}
