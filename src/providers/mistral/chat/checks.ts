import type { Problem } from '../../../kit.ts'
import type { MistralRequest } from './schema.ts'

const formOfIds = /^[a-zA-Z0-9]{9}$/

function refuse(message: string, code: string): Problem {
  return { kind: 'bad-request', message, code }
}

/**
 * The API's error for a request that matches the schema.
 * Wordings as quoted by users: nearai/ironclaw#1241 (3280), langchain-ai/langchain (3230, 3231).
 */
export function contradictionOf({ messages }: MistralRequest): Problem | undefined {
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
