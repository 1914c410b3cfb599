import type { Problem } from '../../../kit.ts'
import type { ResponsesRequest } from './schema.ts'

/** The names of the app's own tools that a choice allows; `undefined` if it allows all. */
export function allowedNames(choice: ResponsesRequest['tool_choice']): ReadonlySet<string> | undefined {
  if (choice == null || typeof choice === 'string' || choice.type !== 'allowed_tools') return undefined
  return new Set((choice.tools ?? []).flatMap(({ name }) => name ?? []))
}

/** What the API refuses in a request whose form is right. */
export function contradictionOf(body: ResponsesRequest): Problem | undefined {
  const refuse = (message: string, parameter: string, code: string | null): Problem => ({ kind: 'bad-request', message, parameter, code })
  if (body.previous_response_id != null) {
    return refuse(
      `Previous response with id '${body.previous_response_id}' not found.`,
      'previous_response_id',
      'previous_response_not_found',
    )
  }
  if (body.input === undefined && body.prompt === undefined)
    return refuse("Missing required parameter: 'input'.", 'input', 'missing_required_parameter')
  const calls = new Set<string>()
  const outputs = new Set<string>()
  for (const item of typeof body.input === 'string' ? [] : (body.input ?? [])) {
    const id = (item as { call_id?: string }).call_id
    if (item.type === 'function_call') calls.add(id!)
    if (item.type === 'function_call_output') outputs.add(id!)
    if (item.type === 'function_call_output' && !calls.has(id!))
      return refuse(`No tool call found for function call output with call_id ${id}.`, 'input', null)
  }
  const open = [...calls].find((id) => !outputs.has(id))
  return open === undefined ? undefined : refuse(`No tool output found for function call ${open}.`, 'input', null)
}
