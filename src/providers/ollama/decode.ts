import type { z } from 'zod'
import { badRequest, decodeRequest, jsonReader, outlineOf, outputTitled, textPart } from '../../kit.ts'
import type { Ask, Decoded, JsonSchema, MessagePart, OutputFormat, WireRequest } from '../../kit.ts'
import { contradictionOf, type Judged } from './checks.ts'
import type { SharedRequest } from './schema.ts'
import { syntaxWordingOf, wordingOf } from './wording.ts'

/** How the body of a request is read. */
interface OllamaDecoding<Body> {
  readonly schema: z.ZodType<Body>
  /** The type that the server reads the body into, which its errors name. */
  readonly struct: string
  /** Whether replies are streamed unless the app says otherwise. Default: true */
  readonly streams?: boolean
  ask(body: Body): Ask
}

const json = jsonReader((text, error) => badRequest(syntaxWordingOf(text, error)))

/** Reads a request as the server does. */
export function decodeOllama<Body extends Judged>(
  request: WireRequest,
  { schema, struct, streams = true, ask }: OllamaDecoding<Body>,
): Decoded {
  return decodeRequest(request, {
    json,
    outline: (value) => (value === undefined ? {} : { ...outlineOf(value), stream: streams && (outlineOf(value).stream ?? true) }),
    schema,
    misshapen: (error, value) => badRequest(wordingOf(error, value, struct)),
    check: contradictionOf,
    ask,
  })
}

/** Until the app says otherwise, `num_predict` is -1: the reply is as long as it will be. */
function maxTokensOf(options: SharedRequest['options']): number | undefined {
  const most = options?.num_predict
  return most == null || most < 0 ? undefined : most
}

/** What a request says next to the conversation. There is no tool choice: the model calls a tool, or it does not. */
export function settingsOf({ model, stream, format, think, options }: SharedRequest): Omit<Ask, 'messages' | 'tools'> {
  return {
    model: model!,
    toolChoice: 'auto',
    parallelToolCalls: true,
    output: outputOf(format),
    stream: stream ?? true,
    reasoning: (think ?? false) !== false,
    maxTokens: maxTokensOf(options),
    stopSequences: [options?.stop ?? []].flat(),
    streamUsage: true,
  }
}

function outputOf(format: unknown): OutputFormat | undefined {
  if (format === 'json') return { name: 'json', schema: undefined }
  if (typeof format !== 'object' || format === null) return undefined
  return outputTitled(format as JsonSchema)
}

/** A text, unless it is empty or missing. */
export function textParts(text: string | null | undefined): MessagePart[] {
  return text ? [textPart(text)] : []
}

/** Images, in base64. */
export function imageParts(images: readonly string[] | null | undefined): MessagePart[] {
  return (images ?? []).map((source) => ({ type: 'image', source }))
}
