import { z } from 'zod'
import { list, message } from './proto-json.ts'

const struct = z.record(z.string(), z.unknown())
const anything = z.unknown().optional()

const blob = message({ mimeType: z.string().optional(), data: z.string().optional(), displayName: z.string().optional() })
const file = message({ mimeType: z.string().optional(), fileUri: z.string().optional(), displayName: z.string().optional() })

const part = message({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  inlineData: blob.optional(),
  fileData: file.optional(),
  functionCall: message({
    id: z.string().optional(),
    name: z.string().optional(),
    args: struct.optional(),
    partialArgs: anything,
    willContinue: z.boolean().optional(),
  }).optional(),
  functionResponse: message({
    id: z.string().optional(),
    name: z.string().optional(),
    response: struct.optional(),
    parts: anything,
    scheduling: z.string().optional(),
    willContinue: z.boolean().optional(),
  }).optional(),
  executableCode: z.looseObject({}).optional(),
  codeExecutionResult: z.looseObject({}).optional(),
  toolCall: z.looseObject({}).optional(),
  toolResponse: z.looseObject({}).optional(),
  audioTranscription: anything,
  videoMetadata: anything,
  mediaResolution: anything,
  mediaProcessing: anything,
  partMetadata: anything,
  speechMetadata: anything,
})

/** One turn of the conversation, or the instructions before it. */
export const contentSchema = message({ role: z.string().optional(), parts: list(part).optional() })

export type Content = z.output<typeof contentSchema>
export type Part = z.output<typeof part>
