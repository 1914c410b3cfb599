import type { z } from 'zod'
import { badRequest, decodeRequest, jsonReader, outlineOf, outputTitled, textPart } from '../../kit.ts'
import type { Ask, Decoded, JsonSchema, MessagePart, OutputFormat, WireRequest } from '../../kit.ts'
import { contradictionOf, type Judged } from './checks.ts'
import type { SharedRequest } from './schema.ts'
import { syntaxWordingOf, wordingOf } from './wording.ts'

/** How the body of a request is read. */
interface OllamaDecoding<Body> {
  readonly schema: z.ZodType<Body>
  /** The server's type for the body, which its errors name. */
  readonly struct: string
  /** Whether replies are streamed by default. Default: true */
  readonly streams?: boolean
  ask(body: Body): Ask
}

const json = jsonReader((text, error) => badRequest(syntaxWordingOf(text, error)))

/** Decodes a request. */
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

/** The default of `num_predict` is -1: the reply has no limit. */
function maxTokensOf(options: SharedRequest['options']): number | undefined {
  const most = options?.num_predict
  return most == null || most < 0 ? undefined : most
}

/** The settings of a request besides the conversation. The API has no tool choice: the model decides. */
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
