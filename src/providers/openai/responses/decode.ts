import type { Message, MessagePart, OutputFormat, Tool, ToolChoice, Problem, Decoded, WireRequest } from '../../../kit.ts'
import type { Host } from '../host.ts'
import { outlineOf, readRequest, toolChoiceOf, toolOf } from '../request.ts'
import { responsesRequest, type ResponsesRequest } from './schema.ts'

type Item = Exclude<NonNullable<ResponsesRequest['input']>, string>[number]

/** The parts of a content: a text, or parts as the API tags them. */
function partsOf(content: unknown): MessagePart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return (content as readonly { type: string; text?: string; refusal?: string; image_url?: string | null }[]).map((part): MessagePart => {
    if (part.type === 'input_image') return { type: 'image', source: part.image_url ?? JSON.stringify(part) }
    if (part.type === 'input_file' || part.type === 'input_audio') return { type: 'file', source: JSON.stringify(part) }
    return { type: 'text', text: part.text ?? part.refusal ?? '' }
  })
}

function textOf(content: unknown): string {
  return partsOf(content)
    .map((part) => ('text' in part ? part.text : ''))
    .join('')
}

function messageOf(item: Item): Message {
  switch (item.type) {
    case undefined:
    case 'message': {
      const { role, content } = item as { role: 'user' | 'assistant' | 'system' | 'developer'; content: unknown }
      return { role: role === 'developer' ? 'system' : role, parts: partsOf(content) }
    }
    case 'function_call': {
      const { call_id: id, name, arguments: text } = item as { call_id: string; name: string; arguments: string }
      return { role: 'assistant', parts: [{ type: 'tool-call', id, name, arguments: text }] }
    }
    case 'function_call_output': {
      const { call_id: id, output } = item as { call_id: string; output: unknown }
      return { role: 'tool', parts: [{ type: 'tool-result', id, text: textOf(output) }] }
    }
    case 'reasoning':
      return {
        role: 'assistant',
        parts: (item as { summary: { text: string }[] }).summary.map(({ text }) => ({ type: 'reasoning', text })),
      }
    default:
      return { role: 'assistant', parts: [{ type: 'file', source: JSON.stringify(item) }] }
  }
}

function messagesOf({ instructions, input }: ResponsesRequest): Message[] {
  const items = typeof input === 'string' ? [{ role: 'user' as const, content: input }] : (input ?? [])
  const system: Message[] = instructions == null ? [] : [{ role: 'system', parts: [{ type: 'text', text: instructions }] }]
  return [...system, ...items.map((item) => messageOf(item as Item))]
}

function toolsOf(tools: ResponsesRequest['tools']): Tool[] {
  return (tools ?? []).flatMap((tool) => (tool.type === 'function' ? [toolOf(tool as { name: string })] : []))
}

function choiceOf(choice: ResponsesRequest['tool_choice']): ToolChoice {
  if (choice == null || typeof choice === 'string') return toolChoiceOf(choice ?? undefined)
  return choice.type === 'function' && choice.name !== undefined ? { name: choice.name } : 'auto'
}

function outputOf(text: ResponsesRequest['text']): OutputFormat | undefined {
  const format = text?.format
  if (format == null || format.type === 'text') return undefined
  return format.type === 'json_object' ? { name: 'json', schema: undefined } : { name: format.name, schema: format.schema }
}

/** What the API refuses in a request whose form is right. */
function contradiction(body: ResponsesRequest): Problem | undefined {
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

/** Reads a request to Responses. */
export function decodeResponses(request: WireRequest, host: Host): Decoded {
  const read = readRequest(request, host, responsesRequest, (name) => ({
    kind: 'bad-request',
    message: `Unknown parameter: '${name}'.`,
    parameter: name,
    code: 'unknown_parameter',
  }))
  if (read.type === 'problem') return { ...read, ...outlineOf(request, host) }
  const { body } = read
  const problem = contradiction(body)
  if (problem !== undefined) return { type: 'problem', problem, ...outlineOf(request, host) }
  return {
    type: 'ask',
    ask: {
      model: body.model,
      messages: messagesOf(body),
      tools: toolsOf(body.tools),
      toolChoice: choiceOf(body.tool_choice),
      parallelToolCalls: body.parallel_tool_calls ?? true,
      output: outputOf(body.text),
      stream: body.stream === true,
      reasoning: body.reasoning?.summary != null,
      maxTokens: body.max_output_tokens ?? undefined,
      streamUsage: true,
    },
  }
}
