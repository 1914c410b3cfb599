import { decodeRequest, textPart, toolOf } from '../../../kit.ts'
import type { Ask, Decoded, Message, MessagePart, OutputFormat, Problem, ToolChoice, WireRequest } from '../../../kit.ts'
import { readingOf } from '../decode.ts'
import { languageModelRequest, type LanguageModelRequest, type PromptMessage, type ToolResultOutput } from './schema.ts'

type Part = Exclude<PromptMessage['content'], string>[number]

/** Some apps request reasoning with an option of the provider behind the gateway, as in its own package. */
function asksForReasoning({ reasoning, providerOptions: { anthropic, google, openai } = {} }: LanguageModelRequest): boolean {
  if (reasoning !== undefined && reasoning !== 'provider-default' && reasoning !== 'none') return true
  const { type } = (anthropic?.['thinking'] ?? {}) as { type?: unknown }
  const { includeThoughts } = (google?.['thinkingConfig'] ?? {}) as { includeThoughts?: unknown }
  return type === 'enabled' || type === 'adaptive' || includeThoughts === true || openai?.['reasoningSummary'] != null
}

/** The settings of a request, and its conversation. */
function askOf(body: LanguageModelRequest, { model, stream }: { readonly model: string; readonly stream: boolean }): Ask {
  return {
    model,
    messages: body.prompt.map(messageOf),
    tools: (body.tools ?? []).flatMap((tool) =>
      tool.type === 'function' ? [toolOf({ name: tool.name, description: tool.description, parameters: tool.inputSchema })] : [],
    ),
    toolChoice: choiceOf(body.toolChoice),
    parallelToolCalls: true,
    output: outputOf(body.responseFormat),
    stream,
    reasoning: asksForReasoning(body),
    maxTokens: body.maxOutputTokens,
    stopSequences: body.stopSequences ?? [],
    streamUsage: true,
  }
}

function messageOf({ role, content }: PromptMessage): Message {
  return { role, parts: typeof content === 'string' ? [textPart(content)] : content.map(partOf) }
}

function partOf(part: Part): MessagePart {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { type: part.type, text: part.text }
    case 'tool-call':
      return { type: 'tool-call', id: part.toolCallId, name: part.toolName, arguments: JSON.stringify(part.input ?? {}) }
    case 'tool-result':
      return { type: 'tool-result', id: part.toolCallId, text: textOfOutput(part.output) }
    case 'file':
      return { type: part.mediaType.startsWith('image') ? 'image' : 'file', source: JSON.stringify(part.data) }
    default:
      return { type: 'file', source: JSON.stringify(part) }
  }
}

function textOfOutput(output: ToolResultOutput): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value
    case 'json':
    case 'error-json':
      return JSON.stringify(output.value ?? null)
    case 'execution-denied':
      return output.reason ?? 'Tool execution denied.'
    case 'content':
      return output.value.map((part) => (typeof part['text'] === 'string' ? part['text'] : JSON.stringify(part))).join('\n')
  }
}

function choiceOf(choice: LanguageModelRequest['toolChoice']): ToolChoice {
  if (choice === undefined) return 'auto'
  return choice.type === 'tool' ? { name: choice.toolName } : choice.type
}

function outputOf(format: LanguageModelRequest['responseFormat']): OutputFormat | undefined {
  return format?.type === 'json' ? { name: format.name ?? 'response', schema: format.schema } : undefined
}

/** Tools hosted by a provider are not emulated, so an app must not get an answer without them. */
function hostedTool({ tools = [] }: LanguageModelRequest): Problem | undefined {
  const hosted = tools.find((tool) => tool.type === 'provider')
  return hosted === undefined
    ? undefined
    : {
        kind: 'bad-request',
        message: `brownout does not emulate the provider tool '${hosted.id}'. Answer this call yourself with answers.from(...), and leave the tool out in the test.`,
        parameter: 'tools',
        code: 'brownout_not_emulated',
      }
}

/** Decodes a request for an answer. */
export function decodeLanguageModel(request: WireRequest): Decoded {
  const reading = readingOf(request, 'ai-language-model-id')
  return decodeRequest(request, {
    ...reading,
    schema: languageModelRequest,
    check: hostedTool,
    ask: (body) => askOf(body, reading),
  })
}
