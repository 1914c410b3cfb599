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

/** What a request asks, of the model that its path names. */
function askOf(request: GenerateRequest, model: string, stream: boolean): Ask {
  const { contents = [], systemInstruction, generationConfig = {} } = request
  return {
    model,
    messages: [...readSystem(systemInstruction), ...joinTurns(contents.flatMap(readContent))],
    tools: readTools(request),
    toolChoice: readToolChoice(request),
    // Nothing in a request forbids a model to call several.
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

/** What functions answered comes in the user's turn; it is the tools' own message, before what the user says. */
function readContent({ role, parts = [] }: Content): Message[] {
  const results = parts.flatMap((part) => (part.functionResponse === undefined ? [] : readPart(part)))
  const spoken = parts.flatMap((part) => (part.functionResponse === undefined ? readPart(part) : []))
  return turnOf(role === 'model' ? 'assistant' : 'user', results, spoken)
}

function readPart(part: Part): MessagePart[] {
  const { text, thought, inlineData, fileData, functionCall, functionResponse } = part
  if (functionCall !== undefined) {
    const { id, name = '', args = {} } = functionCall
    // Older models give a call no id, and its result goes by its name.
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

/** The words of a result: `output` is where they belong, `content` where the AI SDK puts them, `result` where Google's own examples do. */
function readResult(response: Readonly<Record<string, unknown>>): string {
  const said = response['output'] ?? response['content'] ?? response['result']
  return typeof said === 'string' ? said : JSON.stringify(response)
}

function allowedNames({ toolConfig }: GenerateRequest): readonly string[] {
  return toolConfig?.functionCallingConfig?.allowedFunctionNames ?? []
}

/** The functions that a reply can call: of those that are declared the allowed ones, where only some are. */
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

/** Gemini has no name for the output's schema; the schema's own title is the nearest to one. */
function readOutput(config: NonNullable<GenerateRequest['generationConfig']>): OutputFormat | undefined {
  const { responseMimeType, responseSchema, responseJsonSchema, ResponseJsonSchema } = config
  if (responseMimeType !== 'application/json') return undefined
  const schema =
    ((responseJsonSchema ?? ResponseJsonSchema) as JsonSchema | undefined) ??
    (responseSchema === undefined ? undefined : jsonSchemaOf(responseSchema))
  return outputTitled(schema, 'json')
}

/** What the API refuses and asks of a request of the right form, wherever it stands. */
export function readingOf(model: string, stream: boolean): Required<Pick<BodyDecoding<GenerateRequest>, 'check' | 'ask'>> {
  return {
    check: (body) => contradictionOf(body, model),
    ask: (body) => askOf(body, model, stream),
  }
}

/** Reads a request for an answer as the API does, and refuses it for the reasons and in the words that the API has. */
export function decodeGenerate(request: WireRequest, stream: boolean): Decoded {
  return decodeGemini(request, { schema: generateRequest, stream, ...readingOf(modelOf(request), stream) })
}
