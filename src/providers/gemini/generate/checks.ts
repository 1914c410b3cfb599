import { notEmulatedText } from '../../../kit.ts'
import type { Content, Part } from '../content-schema.ts'
import { foreignToolOf } from './hosted-tools.ts'
import type { GenerateRequest } from './schema.ts'

/**
 * The API's error for a request that matches the schema. `undefined` if there is none.
 * Wordings as quoted by users: ikechan8370/chatgpt-plugin#733, egoist/chatwise-releases#250, boldsoftware/sketch#68,
 * google-gemini/gemini-cli#16543, musistudio/claude-code-router#1207, googleapis/dotnet-genai#189.
 */
export function contradictionOf(request: GenerateRequest, model: string): string | undefined {
  const foreign = foreignToolOf(request)
  if (foreign !== undefined) return notEmulatedText('tools', foreign)
  return contradictionOfContents(request.contents ?? []) ?? contradictionOfTools(request) ?? contradictionOfForm(request, model)
}

function contradictionOfContents(contents: readonly Content[]): string | undefined {
  if (contents.length === 0) return '* GenerateContentRequest.contents: contents is not specified\n'
  for (const [index, { role, parts = [] }] of contents.entries()) {
    const place = `GenerateContentRequest.contents[${index}]`
    if (role !== undefined && !['user', 'model', 'function', ''].includes(role)) return 'Please use a valid role: user, model.'
    if (parts.length === 0) return `* ${place}.parts: contents.parts must not be empty.\n`
    const empty = parts.findIndex((part) => !Object.keys(part).some((name) => isData(name)))
    if (empty !== -1) return `* ${place}.parts[${empty}].data: required oneof field 'data' must have one initialized field\n`
  }
  return contradictionOfCalls(contents)
}

/** Whether a field is a part's content, not only metadata. */
function isData(name: string): boolean {
  return /^(?:text|inlineData|fileData|function(?:Call|Response)|executableCode|codeExecutionResult|tool(?:Call|Response))$/.test(name)
}

/** Consecutive contents of one side: the SDK sends each chunk of a streamed answer as a separate turn. */
interface Turn {
  readonly isModel: boolean
  readonly parts: readonly Part[]
}

function turnsOf(contents: readonly Content[]): Turn[] {
  const turns: Turn[] = []
  for (const { role, parts = [] } of contents) {
    const isModel = role === 'model'
    const last = turns.at(-1)
    if (last?.isModel === isModel) turns[turns.length - 1] = { isModel, parts: [...last.parts, ...parts] }
    else turns.push({ isModel, parts })
  }
  return turns
}

function count(turn: Turn | undefined, name: 'functionCall' | 'functionResponse'): number {
  return turn?.parts.filter((part) => part[name] !== undefined).length ?? 0
}

function contradictionOfCalls(contents: readonly Content[]): string | undefined {
  const turns = turnsOf(contents)
  for (const [index, turn] of turns.entries()) {
    // A model turn can contain its own results, such as those of tools hosted by Google.
    const results = turn.isModel && count(turn, 'functionCall') > 0 ? 0 : count(turn, 'functionResponse')
    const calls = count(turns[index - 1], 'functionCall')
    if (results > 0 && calls === 0) return 'Please ensure that function response turn comes immediately after a function call turn.'
    if (results > 0 && results !== calls)
      return 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.'
    if (index === 0 && count(turn, 'functionCall') > 0)
      return 'Please ensure that function call turn comes immediately after a user turn or after a function response turn.'
  }
  return undefined
}

function contradictionOfTools({ tools = [], toolConfig }: GenerateRequest): string | undefined {
  const names = tools.flatMap((tool) => tool.functionDeclarations?.map(({ name }) => name) ?? [])
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `Duplicate function declaration found: ${twice}`
  const { mode, allowedFunctionNames: allowed = [] } = toolConfig?.functionCallingConfig ?? {}
  if (mode !== undefined && mode !== 'NONE' && names.length === 0) return 'Function calling config is set without function_declarations.'
  if (allowed.length > 0 && mode !== 'ANY' && mode !== 'VALIDATED')
    return 'Function calling mode must be ANY or VALIDATED when allowed_function_names is set.'
  const missing = allowed.find((name) => !names.includes(name))
  return missing === undefined
    ? undefined
    : `allowed_function_names contains \`${missing}\`, which is not one of the function_declarations.`
}

/**
 * Models before Gemini 3 return JSON or call functions, but not both (googleapis/python-genai#867); none supports several answers
 * (googleapis/js-genai#1609).
 */
function contradictionOfForm({ tools = [], generationConfig }: GenerateRequest, model: string): string | undefined {
  const { candidateCount = 1, responseMimeType } = generationConfig ?? {}
  if (candidateCount > 1) return 'Multiple candidates is not enabled for this model'
  const declares = tools.some(({ functionDeclarations = [] }) => functionDeclarations.length > 0)
  if (responseMimeType === 'application/json' && declares && /^gemini-[12]\b/.test(model))
    return "Function calling with a response mime type: 'application/json' is unsupported"
  return undefined
}
