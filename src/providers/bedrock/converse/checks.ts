import { readJson } from '../decode.ts'
import type { Block, ConverseRequest, WireMessage } from './schema.ts'

/**
 * The API's error for a request that matches the schema. `undefined` if there is none.
 * Wordings as seen in langchain-ai/langchain-aws#403, earendil-works/pi#4975, langgenius/dify#9294 and others.
 */
export function contradictionOf({ messages = [], system = [], toolConfig, outputConfig }: ConverseRequest): string | undefined {
  if (messages[0]?.role !== 'user')
    return 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
  return (
    contradictionOfSystem(system) ??
    contradictionOfContent(messages) ??
    contradictionOfCalls(messages, toolConfig !== undefined) ??
    contradictionOfOutput(outputConfig)
  )
}

/** The API does not accept blank text, except in a tool result. */
function isBlank(text: string | undefined): boolean {
  return text !== undefined && text.trim() === ''
}

function blankWording(shape: string, at: string): string {
  return `The text field in the ${shape} object at ${at} is blank. Add text to the text field, and try again.`
}

function contradictionOfSystem(system: NonNullable<ConverseRequest['system']>): string | undefined {
  const blank = system.findIndex(({ text }) => isBlank(text))
  return blank === -1 ? undefined : blankWording('SystemContentBlock', `system.${blank}`)
}

function contradictionOfContent(messages: readonly WireMessage[]): string | undefined {
  for (const [index, { content }] of messages.entries()) {
    if (content.length === 0)
      return `The content field in the Message object at messages.${index} is empty. Add a ContentBlock object to the content field and try again.`
    const blank = content.findIndex(({ text }) => isBlank(text))
    if (blank !== -1) return blankWording('ContentBlock', `messages.${index}.content.${blank}`)
  }
  return undefined
}

/** Each call needs its result in the next message, and each result its call in the previous one. */
function contradictionOfCalls(messages: readonly WireMessage[], hasTools: boolean): string | undefined {
  let open: readonly string[] = []
  for (const [index, { content }] of messages.entries()) {
    const results = idsOf(content, 'toolResult')
    const calls = idsOf(content, 'toolUse')
    if (!hasTools && results.length + calls.length > 0)
      return 'The toolConfig field must be defined when using toolUse and toolResult content blocks.'
    if (results.length > open.length)
      return `The number of toolResult blocks at messages.${index}.content exceeds the number of toolUse blocks of previous turn.`
    const missing = open.filter((id) => !results.includes(id))
    if (missing.length > 0) return `Expected toolResult blocks at messages.${index}.content for the following Ids: ${missing.join(', ')}`
    open = calls
  }
  return undefined
}

function idsOf(content: readonly Block[], member: 'toolUse' | 'toolResult'): readonly string[] {
  return content.flatMap((block) => block[member]?.toolUseId ?? [])
}

/** The schema of the answer is sent as text, which is not always JSON. */
function contradictionOfOutput(config: ConverseRequest['outputConfig']): string | undefined {
  const schema = config?.textFormat?.structure.jsonSchema?.schema
  return schema === undefined || 'value' in readJson(schema)
    ? undefined
    : 'The schema field in the JsonSchemaDefinition object at outputConfig.textFormat.structure.jsonSchema is not valid JSON.'
}
