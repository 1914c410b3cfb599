import { outputTitled, textPart, toolOf, turnOf } from '../../../kit.ts'
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
import type { Content, Part } from '../content-schema.ts'
import { decodeGemini } from '../decode.ts'
import { modelOf } from '../path.ts'
import { contradictionOf } from './checks.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { generateRequest, type GenerateRequest } from './schema.ts'
import { joinTurns } from './turns.ts'

/** The request in provider-neutral terms, for the model in its path. */
function askOf(request: GenerateRequest, model: string, stream: boolean): Ask {
  const { contents = [], systemInstruction, generationConfig = {} } = request
  return {
    model,
    messages: [...readSystem(systemInstruction), ...joinTurns(contents.flatMap(readContent))],
    tools: readTools(request),
    toolChoice: readToolChoice(request),
    // A request cannot forbid several calls.
    parallelToolCalls: true,
    output: readOutput(generationConfig),
    stream,
    reasoning: generationConfig.thinkingConfig?.includeThoughts ?? false,
    maxTokens: generationConfig.maxOutputTokens,
    stopSequences: generationConfig.stopSequences ?? [],
    streamUsage: true,
  }
}

function readSystem(instruction: Content | undefined): Message[] {
  const parts = (instruction?.parts ?? []).flatMap(readPart)
  return parts.length === 0 ? [] : [{ role: 'system', parts }]
}

/** Function results are part of the user's turn. They become a separate message before the user's text. */
function readContent({ role, parts = [] }: Content): Message[] {
  const results = parts.flatMap((part) => (part.functionResponse === undefined ? [] : readPart(part)))
  const spoken = parts.flatMap((part) => (part.functionResponse === undefined ? readPart(part) : []))
  return turnOf(role === 'model' ? 'assistant' : 'user', results, spoken)
}

function readPart(part: Part): MessagePart[] {
  const { text, thought, inlineData, fileData, functionCall, functionResponse } = part
  if (functionCall !== undefined) {
    const { id, name = '', args = {} } = functionCall
    // Calls of older models have no id, so their results refer to the name.
    return [{ type: 'tool-call', id: id ?? name, name, arguments: JSON.stringify(args) }]
  }
  if (functionResponse !== undefined) {
    const { id, name = '', response = {} } = functionResponse
    return [{ type: 'tool-result', id: id ?? name, text: readResult(response) }]
  }
  if (inlineData !== undefined) return [media(inlineData.mimeType, `data:${inlineData.mimeType ?? ''};base64,${inlineData.data ?? ''}`)]
  if (fileData !== undefined) return [media(fileData.mimeType, fileData.fileUri ?? '')]
  if (text !== undefined) return [{ type: thought === true ? 'reasoning' : 'text', text }]
  const server = part.executableCode ?? part.codeExecutionResult ?? part.toolCall ?? part.toolResponse
  return [textPart(JSON.stringify(server))]
}

function media(mimeType: string | undefined, source: string): MessagePart {
  return { type: mimeType?.startsWith('image/') === true ? 'image' : 'file', source }
}

/** The text of a result: in `output` by specification, in `content` with the AI SDK, in `result` in Google's own examples. */
function readResult(response: Readonly<Record<string, unknown>>): string {
  const said = response['output'] ?? response['content'] ?? response['result']
  return typeof said === 'string' ? said : JSON.stringify(response)
}

function allowedNames({ toolConfig }: GenerateRequest): readonly string[] {
  return toolConfig?.functionCallingConfig?.allowedFunctionNames ?? []
}

/** The functions that a reply can call: the declared ones, restricted to the allowed ones. */
function readTools(request: GenerateRequest): Tool[] {
  const allowed = allowedNames(request)
  return (request.tools ?? [])
    .flatMap((tool) => tool.functionDeclarations ?? [])
    .filter(({ name }) => allowed.length === 0 || allowed.includes(name))
    .map(({ name, description, parameters, parametersJsonSchema }) =>
      toolOf({ name, description, parameters: parametersJsonSchema ?? (parameters && jsonSchemaOf(parameters)) }),
    )
}

function readToolChoice(request: GenerateRequest): ToolChoice {
  const allowed = allowedNames(request)
  switch (request.toolConfig?.functionCallingConfig?.mode) {
    case 'ANY':
      return allowed.length === 1 ? { name: allowed[0]! } : 'required'
    case 'NONE':
      return 'none'
    default:
      return 'auto'
  }
}

/** Gemini has no name for the output's schema; the schema's title is the closest. */
function readOutput(config: NonNullable<GenerateRequest['generationConfig']>): OutputFormat | undefined {
  const { responseMimeType, responseSchema, responseJsonSchema, ResponseJsonSchema } = config
  if (responseMimeType !== 'application/json') return undefined
  const schema =
    ((responseJsonSchema ?? ResponseJsonSchema) as JsonSchema | undefined) ??
    (responseSchema === undefined ? undefined : jsonSchemaOf(responseSchema))
  return outputTitled(schema, 'json')
}

/** How the API reads a request that matches the schema, alone or as part of another one. */
export function readingOf(model: string, stream: boolean): Required<Pick<BodyDecoding<GenerateRequest>, 'check' | 'ask'>> {
  return {
    check: (body) => contradictionOf(body, model),
    ask: (body) => askOf(body, model, stream),
  }
}

/** Decodes a generate request, and rejects it with the API's own errors. */
export function decodeGenerate(request: WireRequest, stream: boolean): Decoded {
  return decodeGemini(request, { schema: generateRequest, stream, ...readingOf(modelOf(request), stream) })
}
