import type { Problem } from '../../../kit.ts'
import { notEmulated } from '../not-emulated.ts'
import type { ResponsesRequest } from './schema.ts'
import type { InputItem, StoredItem } from './stored/items.ts'
import { hostedToolOf } from './web-search.ts'

/** The names of the app's own tools that a tool choice allows. `undefined` if it allows all. */
export function allowedNames(choice: ResponsesRequest['tool_choice']): ReadonlySet<string> | undefined {
  if (choice == null || typeof choice === 'string' || choice.type !== 'allowed_tools') return undefined
  return new Set((choice.tools ?? []).flatMap(({ name }) => name ?? []))
}

function refuse(message: string, parameter: string, code: string | null): Problem {
  return { kind: 'bad-request', message, parameter, code }
}

/** The value of `include` for log probabilities. `top_logprobs` alone has no effect. */
const logprobs = 'message.output_text.logprobs'

/** The API's error for a request that matches the schema, before the items are checked. */
export function contradictionOf(body: ResponsesRequest): Problem | undefined {
  if (body.input === undefined && body.prompt === undefined)
    return refuse("Missing required parameter: 'input'.", 'input', 'missing_required_parameter')
  const hosted = hostedToolOf(body)
  if (hosted !== undefined) return notEmulated('tools', hosted)
  if (body.prompt != null) return notEmulated('prompt')
  if (Array.isArray(body.include) && body.include.includes(logprobs)) return notEmulated('include', logprobs)
  if (body.background === true && body.store === false)
    return refuse("Background mode requires 'store' to be true.", 'store', 'unsupported_parameter')
  return undefined
}

/** Tool calls and their outputs, by item type. */
const callTypes: ReadonlySet<unknown> = new Set(['function_call', 'custom_tool_call'])
const outputTypes: ReadonlySet<unknown> = new Set(['function_call_output', 'custom_tool_call_output'])

/** The API's error for tool calls and outputs that do not match: each call needs one output after it. */
export function misplacedOutput(earlier: readonly StoredItem[], own: readonly InputItem[]): Problem | undefined {
  const open = new Set<string>()
  for (const item of [...earlier, ...own]) {
    const id = (item as { call_id?: string }).call_id
    if (callTypes.has(item.type)) open.add(id!)
    if (outputTypes.has(item.type) && !open.delete(id!))
      return refuse(`No tool call found for function call output with call_id ${id}.`, 'input', null)
  }
  const [unanswered] = open
  return unanswered === undefined ? undefined : refuse(`No tool output found for function call ${unanswered}.`, 'input', null)
}
