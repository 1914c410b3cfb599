import { canonicalJson } from '../../engine/base/hash.ts'
import type { Message } from '../../engine/model/call.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { isWhole, numberOf } from '../verdict/calls.ts'
import { toolCallsIn, truncatedToolCallIn } from '../verdict/tool-calls.ts'
import { held, inconclusive, violated } from '../verdict/verdict.ts'
import type { Rule } from './rule.ts'

/** A tool call that a client added to the conversation as executed. */
interface RanTool {
  readonly name: string
  readonly arguments: string
}

/** A result like this reports that the tool call did not run. */
const tellsOfNoRun =
  /error|invalid|truncat|incomplete|malformed|pars|fail|not run|not executed|cancel|interrupt|abort|skip|unexpected|missing|required|cut off|max.?tokens/i

/** The tool calls among messages that have a result, unless the result reports that they did not run. */
function ranIn(messages: readonly Message[]): readonly RanTool[] {
  const parts = messages.flatMap((message) => message.parts)
  return parts.flatMap((part) => {
    if (part.type !== 'tool-call') return []
    const result = parts.find((other) => other.type === 'tool-result' && other.id === part.id)
    return result?.type === 'tool-result' && !tellsOfNoRun.test(result.text) ? [part] : []
  })
}

/** The messages of a later call that were added to the conversation of a call. Empty for another conversation. */
function addedTo({ call }: JournalCall, later: JournalCall): readonly Message[] {
  const { messages } = later.call
  const place = call.messages.length
  return canonicalJson(messages[place - 1] ?? null) === canonicalJson(call.messages[place - 1] ?? null) ? messages.slice(place) : []
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/**
 * Whether arguments are truncated ones that the client completed. It can have dropped the last member or reformatted the
 * rest, so only the start is compared, without white space.
 */
function isClosedForm(closed: string, truncated: string): boolean {
  const value = parsed(closed)
  const compact = (value === undefined ? closed : JSON.stringify(value)).replaceAll(/\s/g, '')
  return truncated.replaceAll(/\s/g, '').startsWith(compact.replace(/["\]}]+$/, ''))
}

/** Whether a complete answer calls a tool with these arguments, such as the answer to a retry. */
function isCalledIn(calls: readonly JournalCall[], ran: RanTool): boolean {
  const given = canonicalJson(parsed(ran.arguments) ?? null)
  return calls
    .filter(isWhole)
    .some(({ received }) => toolCallsIn(received).some((call) => call.name === ran.name && canonicalJson(call.arguments ?? null) === given))
}

/** A client runs no tool whose arguments were truncated, by a broken stream or by the token limit. */
export const runsCompleteToolCalls: Rule = {
  id: 'runs-complete-tool-calls',
  title: 'A truncated tool call was run',
  hint: 'Run a tool only if its arguments have arrived completely: check the finish reason and the terminal event. Do not repair truncated JSON.',
  needsEarlierCalls: true,
  judge({ calls }) {
    const truncated = calls.flatMap((call) => {
      const tool = isWhole(call) ? undefined : truncatedToolCallIn(call.received)
      return tool !== undefined && call.call.tools.some(({ name }) => name === tool.name) ? [{ call, tool }] : []
    })
    for (const { call, tool } of truncated) {
      const later = calls.slice(calls.indexOf(call) + 1)
      const ran = later
        .flatMap((each) => ranIn(addedTo(call, each)))
        .find((each) => each.name === tool.name && isClosedForm(each.arguments, tool.arguments) && !isCalledIn(calls, each))
      if (ran !== undefined)
        return violated(
          `the answer of ${call.provider} to call ${numberOf(call)} was truncated within ${excerptOf(tool)}, and the client ran ${excerptOf(ran)})`,
        )
      if (later.some((each) => addedTo(call, each).length > 0)) return held
    }
    return inconclusive(
      truncated.length === 0 ? 'no tool call was truncated' : 'no later prompt shows how the truncated tool call was used',
    )
  },
}

function excerptOf({ name, arguments: given }: RanTool): string {
  return `${name}(${given.length <= 40 ? given : `${given.slice(0, 18)}...${given.slice(-18)}`}`
}
