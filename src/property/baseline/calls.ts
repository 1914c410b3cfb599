import { violationOf } from '../../engine/kit/schema/violation.ts'
import type { JsonSchema } from '../../engine/model/call.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import type { ProblemKind } from '../../engine/model/problem.ts'
import type { RehearsedRun } from '../trial/rehearse.ts'
import { isAnswer, isListening, isWhole } from '../verdict/calls.ts'
import { toolCallsIn } from '../verdict/tool-calls.ts'

/** Whether a call was aborted by the client, or was still open when its run settled. Streams that only listen do not count. */
export function isOpenLater({ calls, copies }: RehearsedRun): boolean {
  const settledAt = Math.max(...copies.map(({ outcome }) => outcome.settledAt))
  return calls
    .filter((call) => !isListening(call))
    .some(({ ending, endedAt }) => ending === 'aborted' || endedAt === undefined || endedAt > settledAt)
}

/** Whether a call was answered, and no fault fired on it. */
export function isClean(call: JournalCall): boolean {
  return isAnswer(call) && call.fired.length === 0
}

/** The shortest part of an answer that is recognized in a value. */
const shortestPart = 8

/** The part of an answer that a truncated response delivered. `undefined` if it was complete, or the part is too short. */
export function partOf(call: JournalCall): string | undefined {
  if (isWhole(call) || call.status !== 200) return undefined
  const part = call.received.trim()
  return part.length >= shortestPart && part !== call.truth?.trim() ? part : undefined
}

/** Whether a call returned a usable answer: parseable JSON, if JSON was requested. */
export function isReadable(call: JournalCall): boolean {
  return isAnswer(call) && (call.call.output === undefined || isJson(call.received) || call.received.includes('('))
}

function isJson(text: string): boolean {
  return jsonIn(text) !== undefined
}

/** Parses a JSON text, also inside a code fence. `undefined` if it is not JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(/^\s*```\w*|```\s*$/g, '')) as unknown
  } catch {
    return undefined
  }
}

/** Schema violations that lose content. Extra members, and numbers that are too large, lose nothing. */
const unsaid: ReadonlySet<string> = new Set(['required', 'type', 'enum', 'const'])

/** Whether a call returned an answer with the requested content: all members that a schema requires, each with its type. */
export function saysWhatWasAsked(call: JournalCall): boolean {
  if (!isReadable(call)) return false
  const tools = toolCallsIn(call.received).filter(({ name }) => call.call.tools.some((tool) => tool.name === name))
  if (tools.length > 0)
    return tools.every(({ name, arguments: given }) => {
      const schema = call.call.tools.find((tool) => tool.name === name)?.parameters
      return given !== undefined && !isUnsaid(given, schema)
    })
  return call.call.output === undefined || !isUnsaid(jsonIn(call.received), call.call.output.schema)
}

function isUnsaid(value: unknown, schema: JsonSchema | undefined): boolean {
  const violation = violationOf(value, schema)
  return violation !== undefined && unsaid.has(violation.keyword)
}

/** Failures of the account or the model, which last until someone changes it. */
const ofAccount: ReadonlySet<ProblemKind> = new Set(['authentication', 'permission', 'billing', 'quota-exhausted', 'model-not-found'])

/** Whether a call was refused because of its account or its model. */
export function isOfAccount({ problem }: JournalCall): boolean {
  return problem !== undefined && ofAccount.has(problem.kind)
}
