import { questionOf } from '../engine/kit/conversation.ts'
import type { Call, Tool } from '../engine/model/call.ts'
import { tellingWords } from './prose.ts'

/** Whether a tool speaks of what is asked: its name or description shares a telling word with the question. */
function isAbout(tool: Tool, question: ReadonlySet<string>): boolean {
  return [...tellingWords(`${tool.name.replaceAll(/[_-]|(?<=[a-z])(?=[A-Z])/g, ' ')} ${tool.description ?? ''}`)].some((word) =>
    question.has(word),
  )
}

function fittingTool({ tools, ...call }: Call): Tool | undefined {
  const question = tellingWords(questionOf(call))
  return tools.find((tool) => isAbout(tool, question))
}

/** The tool that the app demands a call of: the named one, or any. */
export function demandedTool(call: Call): Tool | undefined {
  const { toolChoice, tools } = call
  if (typeof toolChoice === 'object') return tools.find((tool) => tool.name === toolChoice.name)
  return toolChoice === 'required' ? (fittingTool(call) ?? tools[0]) : undefined
}

/** What tools have answered since the last question. */
export function toolResultsOf(call: Call): string[] {
  const lastQuestion = call.messages.findLastIndex(
    (message) => message.role === 'user' && message.parts.some((part) => part.type === 'text'),
  )
  return call.messages
    .slice(lastQuestion)
    .flatMap((message) => message.parts.flatMap((part) => (part.type === 'tool-result' ? [part.text] : [])))
}

/**
 * The tool that a model would call: the demanded one; left to choose, the first that shares a word with the question,
 * until a tool has answered.
 */
export function toolToCall(call: Call): Tool | undefined {
  if (call.toolChoice !== 'auto') return demandedTool(call)
  return toolResultsOf(call).length === 0 ? fittingTool(call) : undefined
}
