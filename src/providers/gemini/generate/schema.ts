import { z } from 'zod'
import { contentSchema } from '../content-schema.ts'
import { list, message } from '../proto-json.ts'

const anything = z.unknown().optional()
/** Said of what is none by the name of its type. */
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

/** A tool: functions of the app's own. What else there is runs at Google. */
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
  /** The name that this had before it had one of its own. */
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
 * The body of a request, of the Gemini API and of Vertex AI. What the API checks is checked here; fields that change nothing
 * about a reply are taken as they come.
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

/** A request that the API would take, so far as its form goes. */
export type GenerateRequest = z.output<typeof generateRequest>
