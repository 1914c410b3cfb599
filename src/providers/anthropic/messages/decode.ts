import { badRequest, decodeRequest, outputTitled, textPart, toolOf, turnOf } from '../../../kit.ts'
import type {
  Ask,
  BodyDecoding,
  Decoded,
  Message,
  MessagePart,
  OutputFormat,
  ProviderStore,
  Tool,
  ToolChoice,
  WireRequest,
} from '../../../kit.ts'
import { admission } from '../decode.ts'
import { wordingOf } from '../wording.ts'
import { contradictionOf } from './checks.ts'
import type { Block, DocumentBlock, ImageBlock, ToolResultBlock, WireMessage } from './content-schema.ts'
import { parametersOf } from './defined-tools.ts'
import { requestSchema, type CustomTool, type MessagesRequest, type WireTool } from './schema.ts'
import { inThread } from './thread.ts'

/** The request in provider-neutral terms, regardless of its form: a string is the same as a text block. */
function askOf(request: MessagesRequest): Ask {
  const { model, max_tokens: maxTokens, messages, system, stream, thinking, tools, tool_choice: choice } = request
  return {
    model,
    messages: [...readSystem(system), ...messages.flatMap(readMessage)],
    tools: readTools(tools ?? []),
    toolChoice: readToolChoice(choice),
    parallelToolCalls: !(choice !== undefined && 'disable_parallel_tool_use' in choice && choice.disable_parallel_tool_use === true),
    output: readOutput(request),
    stream: stream ?? false,
    reasoning: thinking !== undefined && thinking.type !== 'disabled',
    maxTokens,
    stopSequences: request.stop_sequences ?? [],
    streamUsage: true,
  }
}

function readSystem(system: MessagesRequest['system']): Message[] {
  const parts = typeof system === 'string' ? [textPart(system)] : (system ?? []).map((block) => textPart(block.text))
  return parts.length === 0 ? [] : [{ role: 'system', parts }]
}

/** Anthropic has no name for the output's schema; the schema's title is the closest. */
function readOutput({ output_config: config, output_format: beta }: MessagesRequest): OutputFormat | undefined {
  const schema = (config?.format ?? beta)?.schema
  return schema === undefined ? undefined : outputTitled(schema)
}

/** Tool results are part of the user's turn. They become separate messages before the user's text. */
function readMessage({ role, content }: WireMessage): Message[] {
  if (typeof content === 'string') return [{ role, parts: [textPart(content)] }]
  const results = content.flatMap((block) => (block.type === 'tool_result' ? readToolResult(block) : []))
  const spoken = content.flatMap((block) => (block.type === 'tool_result' ? [] : readBlock(block)))
  return turnOf(role, results, spoken)
}

function readBlock(block: Exclude<Block, ToolResultBlock>): MessagePart[] {
  switch (block.type) {
    case 'text':
      return [textPart(block.text)]
    case 'image':
      return [{ type: 'image', source: readSource(block.source) }]
    case 'document':
      return readDocument(block)
    case 'search_result':
      return [textPart([block.title, block.source, ...block.content.map(({ text }) => text)].join('\n'))]
    case 'thinking':
      return [{ type: 'reasoning', text: block.thinking }]
    case 'redacted_thinking':
      return [{ type: 'reasoning', text: '' }]
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return [{ type: 'tool-call', id: block.id, name: block.name, arguments: JSON.stringify(block.input) ?? '{}' }]
    case 'container_upload':
      return [{ type: 'file', source: String(block.file_id) }]
    case 'compaction':
      return typeof block.content === 'string' ? [textPart(block.content)] : []
    case 'fallback':
    case 'mcp_tool_listing':
    case 'tool_addition':
    case 'tool_removal':
      return []
    default:
      return [
        {
          type: 'tool-result',
          id: block.tool_use_id,
          text: typeof block.content === 'string' ? block.content : (JSON.stringify(block.content) ?? ''),
        },
      ]
  }
}

/** A plain text document is text, as for the model. A document with pages is a file. */
function readDocument({ source, title, context }: DocumentBlock): MessagePart[] {
  const about = [title, context].filter((line) => typeof line === 'string')
  switch (source.type) {
    case 'text':
      return [textPart([...about, source.data].join('\n'))]
    case 'content': {
      const blocks = typeof source.content === 'string' ? [{ type: 'text' as const, text: source.content }] : source.content
      return [...about.map(textPart), ...blocks.flatMap((block) => readBlock(block as Exclude<Block, ToolResultBlock>))]
    }
    default:
      return [...about.map(textPart), { type: 'file', source: readSource(source) }]
  }
}

function readSource(source: ImageBlock['source'] | Exclude<DocumentBlock['source'], { type: 'text' | 'content' }>): string {
  switch (source.type) {
    case 'base64':
      return `data:${source.media_type};base64,${source.data}`
    case 'url':
      return source.url
    case 'file':
      return source.file_id
  }
}

/** The text of a result, and its images next to it. */
function readToolResult({ tool_use_id: id, content = '' }: ToolResultBlock): MessagePart[] {
  if (typeof content === 'string') return [{ type: 'tool-result', id, text: content }]
  const parts = content.flatMap((block) =>
    block.type === 'tool_reference' || block.type === 'browser_state'
      ? [textPart(JSON.stringify(block))]
      : readBlock(block as Exclude<Block, ToolResultBlock>),
  )
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  return [{ type: 'tool-result', id, text }, ...parts.filter((part) => part.type !== 'text')]
}

function isCustom(tool: WireTool): tool is CustomTool {
  return tool.type === undefined || tool.type === null || tool.type === 'custom'
}

/** The tools that a reply can call. */
function readTools(tools: readonly WireTool[]): Tool[] {
  return tools.flatMap((tool): Tool[] => {
    if (isCustom(tool)) return [toolOf({ ...tool, parameters: tool.input_schema })]
    const parameters = parametersOf(tool.type)
    return tool.name === undefined || parameters === undefined ? [] : [{ name: tool.name, parameters }]
  })
}

function readToolChoice(choice: MessagesRequest['tool_choice']): ToolChoice {
  switch (choice?.type) {
    case undefined:
    case 'auto':
      return 'auto'
    case 'any':
      return 'required'
    case 'tool':
      return { name: choice.name }
    case 'none':
      return 'none'
  }
}

/** As seen in anthropics/claude-code#586 and its like. */
const malformedWording =
  'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://docs.claude.com/en/docs/tool-use.'

/** How the body of a request to an Anthropic model is read, on any host. */
export const messagesDecoding: BodyDecoding<MessagesRequest> = {
  schema: requestSchema,
  misshapen: (error, body) => badRequest(wordingOf(error, body)),
  check: contradictionOf,
  ask: askOf,
  malformed: ({ tool, index }) =>
    badRequest(`${tool === undefined ? 'output_config.format.schema' : `tools.${index}.custom.input_schema`}: ${malformedWording}`),
}

/** Decodes a request together with its thread, and rejects it with the API's own errors. */
export function decodeMessages(request: WireRequest, store: ProviderStore): Decoded {
  let whole: MessagesRequest | undefined
  return decodeRequest(request, {
    ...admission,
    ...messagesDecoding,
    check(body) {
      const threaded = inThread(body, request, store)
      if ('kind' in threaded) return threaded
      whole = threaded
      return contradictionOf(threaded)
    },
    ask: (body) => askOf(whole ?? body),
  })
}
