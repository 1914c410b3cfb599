import { z } from 'zod'

const text = z.string()
const base64 = z.string()
const id = text
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z0-9_.:-]+$/)
const name = text
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z0-9_-]+$/)
const anything = z.looseObject({})

/** Bytes in the request, or their location. */
const source = z.looseObject({ bytes: base64.optional(), text: text.optional(), s3Location: z.looseObject({ uri: text }).optional() })
const media = z.looseObject({ format: text.optional(), source })
const document = z.looseObject({ format: text.optional(), name: text, source: anything })

const toolResultContent = z.looseObject({
  text: text.optional(),
  json: z.unknown().optional(),
  image: media.optional(),
  document: document.optional(),
  video: media.optional(),
  searchResult: anything.optional(),
})

const toolUse = z.looseObject({ toolUseId: id, name, input: z.unknown() })
const toolResult = z.looseObject({
  toolUseId: id,
  content: z.array(toolResultContent),
  status: z.enum(['success', 'error']).optional(),
})

/** One block of a message's content: its only member is its type. */
const block = z.looseObject({
  text: text.optional(),
  image: media.optional(),
  document: document.optional(),
  video: media.optional(),
  audio: media.optional(),
  toolUse: toolUse.optional(),
  toolResult: toolResult.optional(),
  reasoningContent: z
    .looseObject({
      reasoningText: z.looseObject({ text, signature: text.optional() }).optional(),
      redactedContent: base64.optional(),
    })
    .optional(),
  guardContent: z.looseObject({ text: z.looseObject({ text }).optional() }).optional(),
  citationsContent: z.looseObject({ content: z.array(z.looseObject({ text: text.optional() })).optional() }).optional(),
  searchResult: anything.optional(),
  cachePoint: anything.optional(),
})
export type Block = z.output<typeof block>

const message = z.looseObject({ role: z.enum(['user', 'assistant']), content: z.array(block) })
export type WireMessage = z.output<typeof message>

const systemBlock = z.looseObject({
  text: text.optional(),
  guardContent: z.looseObject({ text: z.looseObject({ text }).optional() }).optional(),
  cachePoint: anything.optional(),
})

const tool = z.looseObject({
  toolSpec: z
    .looseObject({
      name,
      description: text.min(1).optional(),
      inputSchema: z.looseObject({ json: anything }),
      strict: z.boolean().optional(),
    })
    .optional(),
  systemTool: anything.optional(),
  cachePoint: anything.optional(),
})

const outputFormat = z.looseObject({
  type: z.enum(['json_schema']),
  structure: z.looseObject({
    jsonSchema: z.looseObject({ schema: text, name: text.optional(), description: text.optional() }).optional(),
  }),
})

/**
 * The body of Converse and ConverseStream. Members that do not change a reply are accepted unchecked, and so are unknown
 * ones, as in AWS services.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
 */
export const converseRequest = z.looseObject({
  messages: z.array(message).optional(),
  system: z.array(systemBlock).optional(),
  inferenceConfig: z
    .looseObject({
      maxTokens: z.int().min(1).optional(),
      temperature: z.number().min(0).max(1).optional(),
      topP: z.number().min(0).max(1).optional(),
      stopSequences: z.array(text.min(1)).optional(),
    })
    .optional(),
  toolConfig: z
    .looseObject({
      tools: z.array(tool).min(1),
      toolChoice: z
        .looseObject({ auto: anything.optional(), any: anything.optional(), tool: z.looseObject({ name }).optional() })
        .optional(),
    })
    .optional(),
  outputConfig: z.looseObject({ textFormat: outputFormat.optional() }).optional(),
  guardrailConfig: anything.optional(),
  /** The model's own parameters, beyond those of the API. */
  additionalModelRequestFields: z.looseObject({}).nullish(),
})
export type ConverseRequest = z.output<typeof converseRequest>
