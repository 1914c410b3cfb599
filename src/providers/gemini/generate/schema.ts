import { z } from 'zod'
import { contentSchema } from '../content-schema.ts'
import { list, message } from '../proto-json.ts'

const anything = z.unknown().optional()
/** Reported for other values by the name of the type. */
const integer = z.int('TYPE_INT32')
const schema = z.looseObject({})

const functionDeclaration = message({
  name: z.string(),
  description: z.string().optional(),
  behavior: z.string().optional(),
  parameters: schema.optional(),
  parametersJsonSchema: anything,
  response: schema.optional(),
  responseJsonSchema: anything,
})

/** A tool: the app's own functions. Others are hosted by Google. */
const tool = message({
  functionDeclarations: list(functionDeclaration).optional(),
  codeExecution: anything,
  computerUse: anything,
  enterpriseWebSearch: anything,
  exaAiSearch: anything,
  fileSearch: anything,
  googleMaps: anything,
  googleSearch: anything,
  googleSearchRetrieval: anything,
  mcpServers: anything,
  parallelAiSearch: anything,
  retrieval: anything,
  urlContext: anything,
})

const toolConfig = message({
  functionCallingConfig: message({
    mode: z.enum(['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED']).optional(),
    allowedFunctionNames: z.array(z.string()).optional(),
    streamFunctionCallArguments: z.boolean().optional(),
  }).optional(),
  retrievalConfig: anything,
  includeServerSideToolInvocations: z.boolean().optional(),
})

const generationConfig = message({
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  candidateCount: integer.optional(),
  maxOutputTokens: integer.optional(),
  stopSequences: z.array(z.string()).optional(),
  responseLogprobs: z.boolean().optional(),
  logprobs: integer.optional(),
  presencePenalty: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  seed: integer.optional(),
  responseMimeType: z.string().optional(),
  responseSchema: schema.optional(),
  responseJsonSchema: anything,
  /** The earlier name of this field. */
  ResponseJsonSchema: anything,
  responseModalities: z.array(z.string()).optional(),
  responseFormat: anything,
  thinkingConfig: message({
    includeThoughts: z.boolean().optional(),
    thinkingBudget: integer.optional(),
    thinkingLevel: z.string().optional(),
  }).optional(),
  audioTimestamp: anything,
  audioTranscriptionConfig: anything,
  enableAffectiveDialog: anything,
  enableEnhancedCivicAnswers: anything,
  imageConfig: anything,
  mediaResolution: anything,
  modelConfig: anything,
  routingConfig: anything,
  speechConfig: anything,
  translationConfig: anything,
})

/**
 * The body of a request, of the Gemini API and of Vertex AI. It checks what the API checks; fields that do not change
 * a reply are accepted unchecked.
 * @see https://ai.google.dev/api/generate-content#request-body
 */
export const generateRequest = message({
  model: z.string().optional(),
  contents: list(contentSchema).optional(),
  systemInstruction: contentSchema.optional(),
  generationConfig: generationConfig.optional(),
  tools: list(tool).optional(),
  toolConfig: toolConfig.optional(),
  cachedContent: z.string().optional(),
  continuationToken: anything,
  labels: anything,
  modelArmorConfig: anything,
  outputConfig: anything,
  safetySettings: anything,
  serviceTier: anything,
  store: anything,
})

/** A request that matches the API's schema. */
export type GenerateRequest = z.output<typeof generateRequest>
