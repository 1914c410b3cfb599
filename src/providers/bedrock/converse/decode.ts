import { decodeBody, decodeRequest, textPart, toolOf, turnOf } from '../../../kit.ts'
import type {
  Ask,
  BodyDecoding,
  Decoded,
  JsonSchema,
  Message,
  MessagePart,
  OutputFormat,
  Tool,
  ToolChoice,
  WireRequest,
} from '../../../kit.ts'
import { admissionOf } from '../decode.ts'
import { modelOf } from '../path.ts'
import { problemOfForm } from '../wording.ts'
import { contradictionOf } from './checks.ts'
import { ownFieldsOf, type OwnFields } from './fields.ts'
import { converseRequest, type Block, type ConverseRequest, type WireMessage } from './schema.ts'

/** The request in provider-neutral terms. */
function askOf(request: ConverseRequest, model: string, stream: boolean): Ask {
  const own = ownFieldsOf(request.additionalModelRequestFields)
  return {
    model,
    messages: [...systemOf(request.system), ...(request.messages ?? []).flatMap(messagesOf)],
    tools: toolsOf(request.toolConfig),
    toolChoice: toolChoiceOf(request.toolConfig?.toolChoice, own),
    parallelToolCalls: own.parallelToolCalls ?? true,
    output: outputOf(request, own),
    stream,
    reasoning: own.reasoning,
    maxTokens: request.inferenceConfig?.maxTokens,
    stopSequences: request.inferenceConfig?.stopSequences ?? [],
    streamUsage: true,
  }
}

function systemOf(system: ConverseRequest['system'] = []): Message[] {
  const parts = system.flatMap(({ text, guardContent }) => textParts(text ?? guardContent?.text?.text))
  return parts.length === 0 ? [] : [{ role: 'system', parts }]
}

/** Tool results are part of the user's turn. They become separate messages before the user's text. */
function messagesOf({ role, content }: WireMessage): Message[] {
  const results = content.flatMap(resultOf)
  const spoken = content.flatMap(partsOf)
  return turnOf(role, results, spoken)
}

function textParts(text: string | undefined): MessagePart[] {
  return text === undefined ? [] : [textPart(text)]
}

type Source = NonNullable<Block['image']>['source']

function sourceOf(kind: string, { format, source }: { format?: string | undefined; source: Source }): string {
  return source.bytes === undefined ? (source.s3Location?.uri ?? '') : `data:${kind}/${format ?? 'unknown'};base64,${source.bytes}`
}

function partsOf(block: Block): MessagePart[] {
  const { text, image, document, video, audio, toolUse, reasoningContent, guardContent, citationsContent, searchResult } = block
  if (image !== undefined) return [{ type: 'image', source: sourceOf('image', image) }]
  if (document !== undefined) return [textPart(document.name), ...documentOf(document)]
  if (video !== undefined) return [{ type: 'file', source: sourceOf('video', video) }]
  if (audio !== undefined) return [{ type: 'file', source: sourceOf('audio', audio) }]
  if (toolUse !== undefined)
    return [{ type: 'tool-call', id: toolUse.toolUseId, name: toolUse.name, arguments: JSON.stringify(toolUse.input ?? {}) }]
  if (reasoningContent !== undefined) return [{ type: 'reasoning', text: reasoningContent.reasoningText?.text ?? '' }]
  if (citationsContent !== undefined) return (citationsContent.content ?? []).flatMap((cited) => textParts(cited.text))
  if (searchResult !== undefined) return [textPart(JSON.stringify(searchResult))]
  return textParts(text ?? guardContent?.text?.text)
}

/** A plain text document is text, as for the model. A document with pages is a file. */
function documentOf({ format, source }: NonNullable<Block['document']>): MessagePart[] {
  const { text } = source
  if (typeof text === 'string') return [textPart(text)]
  return [{ type: 'file', source: sourceOf('application', { format, source }) }]
}

/** The text of a result, and its images next to it. */
function resultOf({ toolResult }: Block): MessagePart[] {
  if (toolResult === undefined) return []
  const parts = toolResult.content.flatMap((content): MessagePart[] =>
    content.json === undefined ? partsOf(content) : [{ type: 'text', text: JSON.stringify(content.json) }],
  )
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  return [{ type: 'tool-result', id: toolResult.toolUseId, text }, ...parts.filter((part) => part.type !== 'text')]
}

/** The tools that a reply can call. Tools hosted by Amazon do not reach the app. */
function toolsOf(config: ConverseRequest['toolConfig']): Tool[] {
  return (config?.tools ?? []).flatMap(({ toolSpec }) =>
    toolSpec === undefined ? [] : [toolOf({ ...toolSpec, parameters: toolSpec.inputSchema.json })],
  )
}

/** The API has no "none": an app that wants no call offers no tools. */
function toolChoiceOf(choice: NonNullable<ConverseRequest['toolConfig']>['toolChoice'], { toolChoice: own }: OwnFields): ToolChoice {
  if (choice?.tool !== undefined) return { name: choice.tool.name }
  if (choice?.any !== undefined) return 'required'
  if (choice !== undefined) return 'auto'
  if (own?.type === 'any') return 'required'
  if (own?.type === 'none') return 'none'
  return own?.type === 'tool' && typeof own.name === 'string' ? { name: own.name } : 'auto'
}

/** The schema is sent as text. */
function outputOf({ outputConfig }: ConverseRequest, { schema: own }: OwnFields): OutputFormat | undefined {
  const asked = outputConfig?.textFormat?.structure.jsonSchema
  if (asked !== undefined) return { name: asked.name ?? 'output', schema: JSON.parse(asked.schema) as JsonSchema }
  return own === undefined ? undefined : { name: 'output', schema: own }
}

function decodingOf(model: string, stream: boolean): BodyDecoding<ConverseRequest> {
  return {
    schema: converseRequest,
    misshapen: problemOfForm,
    check: contradictionOf,
    ask: (body) => askOf(body, model, stream),
  }
}

/** Decodes a request, and rejects it with the API's own errors. */
export function decodeConverse(request: WireRequest, stream: boolean): Decoded {
  return decodeRequest(request, { ...admissionOf(stream), ...decodingOf(modelOf(request.url), stream) })
}

/** Reads the body of a non-streaming request. */
export function readConverse(body: unknown, model: string): Decoded {
  return decodeBody(body, decodingOf(model, false), { model, stream: false })
}
