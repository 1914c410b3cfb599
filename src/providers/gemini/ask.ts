import type { Ask, JsonSchema, Message, MessagePart, OutputFormat, Tool, ToolChoice } from '../../kit.ts'
import type { Content, Part } from './content.ts'
import type { GenerateRequest } from './request.ts'
import { jsonSchemaOf } from './schema.ts'
import { joinTurns } from './turns.ts'

/** What a request asks, of the model that its path names. */
export function askOf(request: GenerateRequest, model: string, stream: boolean): Ask {
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
  return [
    ...(results.length === 0 ? [] : [{ role: 'tool' as const, parts: results }]),
    ...(spoken.length === 0 ? [] : [{ role: role === 'model' ? ('assistant' as const) : ('user' as const), parts: spoken }]),
  ]
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
  return [{ type: 'text', text: JSON.stringify(server) }]
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

/** The functions that a reply may call: of those that are declared the allowed ones, where only some are. */
function readTools(request: GenerateRequest): Tool[] {
  const allowed = allowedNames(request)
  return (request.tools ?? [])
    .flatMap((tool) => tool.functionDeclarations ?? [])
    .filter(({ name }) => allowed.length === 0 || allowed.includes(name))
    .map(({ name, description, parameters, parametersJsonSchema }) => ({
      name,
      ...(description === undefined ? {} : { description }),
      parameters:
        (parametersJsonSchema as JsonSchema | undefined) ??
        (parameters === undefined ? { type: 'object', properties: {} } : jsonSchemaOf(parameters)),
    }))
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
  const title = typeof schema === 'object' ? schema['title'] : undefined
  return { name: typeof title === 'string' ? title : 'json', schema }
}
