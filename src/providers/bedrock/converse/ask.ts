import type { Ask, JsonSchema, Message, MessagePart, OutputFormat, Tool, ToolChoice } from '../../../kit.ts'
import { ownFieldsOf, type OwnFields } from './fields.ts'
import type { Block, ConverseRequest, WireMessage } from './schema.ts'

/** What a request asks; a problem's message, where the schema of its answer is no JSON. */
export function askOf(request: ConverseRequest, model: string, stream: boolean): Ask | string {
  const own = ownFieldsOf(request.additionalModelRequestFields)
  const output = outputOf(request, own)
  if (typeof output === 'string') return output
  return {
    model,
    messages: [...systemOf(request.system), ...(request.messages ?? []).flatMap(messagesOf)],
    tools: toolsOf(request.toolConfig),
    toolChoice: toolChoiceOf(request.toolConfig?.toolChoice, own),
    parallelToolCalls: own.parallelToolCalls ?? true,
    output,
    stream,
    reasoning: own.reasoning,
    maxTokens: request.inferenceConfig?.maxTokens,
    streamUsage: true,
  }
}

function systemOf(system: ConverseRequest['system'] = []): Message[] {
  const parts = system.flatMap(({ text, guardContent }) => textParts(text ?? guardContent?.text?.text))
  return parts.length === 0 ? [] : [{ role: 'system', parts }]
}

/** Results of tools come in the user's turn; they are the tools' own messages, before what the user says. */
function messagesOf({ role, content }: WireMessage): Message[] {
  const results = content.flatMap(resultOf)
  const spoken = content.flatMap(partsOf)
  return [
    ...(results.length === 0 ? [] : [{ role: 'tool' as const, parts: results }]),
    ...(spoken.length === 0 && results.length > 0 ? [] : [{ role, parts: spoken }]),
  ]
}

function textParts(text: string | undefined): MessagePart[] {
  return text === undefined ? [] : [{ type: 'text', text }]
}

type Source = NonNullable<Block['image']>['source']

function sourceOf(kind: string, { format, source }: { format?: string | undefined; source: Source }): string {
  return source.bytes === undefined ? (source.s3Location?.uri ?? '') : `data:${kind}/${format ?? 'unknown'};base64,${source.bytes}`
}

function partsOf(block: Block): MessagePart[] {
  const { text, image, document, video, audio, toolUse, reasoningContent, guardContent, citationsContent, searchResult } = block
  if (image !== undefined) return [{ type: 'image', source: sourceOf('image', image) }]
  if (document !== undefined) return [{ type: 'text', text: document.name }, ...documentOf(document)]
  if (video !== undefined) return [{ type: 'file', source: sourceOf('video', video) }]
  if (audio !== undefined) return [{ type: 'file', source: sourceOf('audio', audio) }]
  if (toolUse !== undefined)
    return [{ type: 'tool-call', id: toolUse.toolUseId, name: toolUse.name, arguments: JSON.stringify(toolUse.input ?? {}) }]
  if (reasoningContent !== undefined) return [{ type: 'reasoning', text: reasoningContent.reasoningText?.text ?? '' }]
  if (citationsContent !== undefined) return (citationsContent.content ?? []).flatMap((cited) => textParts(cited.text))
  if (searchResult !== undefined) return [{ type: 'text', text: JSON.stringify(searchResult) }]
  return textParts(text ?? guardContent?.text?.text)
}

/** A document of plain text is read as text, since a model does; one of pages is a file. */
function documentOf({ format, source }: NonNullable<Block['document']>): MessagePart[] {
  const { text } = source
  if (typeof text === 'string') return [{ type: 'text', text }]
  return [{ type: 'file', source: sourceOf('application', { format, source }) }]
}

/** The words of a result, and beside them what it shows. */
function resultOf({ toolResult }: Block): MessagePart[] {
  if (toolResult === undefined) return []
  const parts = toolResult.content.flatMap((content): MessagePart[] =>
    content.json === undefined ? partsOf(content) : [{ type: 'text', text: JSON.stringify(content.json) }],
  )
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  return [{ type: 'tool-result', id: toolResult.toolUseId, text }, ...parts.filter((part) => part.type !== 'text')]
}

/** The tools that a reply may call; those that run at Amazon do not reach the app. */
function toolsOf(config: ConverseRequest['toolConfig']): Tool[] {
  return (config?.tools ?? []).flatMap(({ toolSpec }) =>
    toolSpec === undefined
      ? []
      : [
          {
            name: toolSpec.name,
            ...(toolSpec.description === undefined ? {} : { description: toolSpec.description }),
            parameters: toolSpec.inputSchema.json,
          },
        ],
  )
}

/** The API has no word for "none": an app that wants no call offers no tools. */
function toolChoiceOf(choice: NonNullable<ConverseRequest['toolConfig']>['toolChoice'], { toolChoice: own }: OwnFields): ToolChoice {
  if (choice?.tool !== undefined) return { name: choice.tool.name }
  if (choice?.any !== undefined) return 'required'
  if (choice !== undefined) return 'auto'
  if (own?.type === 'any') return 'required'
  if (own?.type === 'none') return 'none'
  return own?.type === 'tool' && typeof own.name === 'string' ? { name: own.name } : 'auto'
}

/** The schema comes as text, and may be none. */
function outputOf({ outputConfig }: ConverseRequest, { schema: own }: OwnFields): OutputFormat | undefined | string {
  const asked = outputConfig?.textFormat?.structure.jsonSchema
  if (asked === undefined) return own === undefined ? undefined : { name: 'output', schema: own }
  try {
    return { name: asked.name ?? 'output', schema: JSON.parse(asked.schema) as JsonSchema }
  } catch {
    return 'The schema field in the JsonSchemaDefinition object at outputConfig.textFormat.structure.jsonSchema is not valid JSON.'
  }
}
