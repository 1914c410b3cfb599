import {
  defineProperty,
  canonicalJson,
  violationOf,
  violated,
  worstOf,
  held,
  inconclusive,
  remark,
  isWhole,
  areApart,
  areToldApart,
  mixed,
  tasksOf,
  toldTogether,
  toolCallsIn,
  type JournalCall,
  type Effect,
  type Property,
  type ToolUse,
  type Verdict,
} from '../../kit.ts'

/** An answer that called a tool, with the arguments. */
interface Asking {
  readonly call: JournalCall
  readonly asked: ToolUse
}

function isSame(asked: ToolUse, tool: ToolUse): boolean {
  return asked.arguments !== undefined && canonicalJson(asked.arguments) === canonicalJson(tool.arguments)
}

/** The answers that called a tool before an effect: those with the same arguments, if any. */
function askingFor({ at }: Effect, tool: ToolUse, calls: readonly JournalCall[]): readonly Asking[] {
  const asking = calls
    .filter(({ startedAt }) => startedAt <= at)
    .flatMap((call) => toolCallsIn(call.received).flatMap((asked) => (asked.name === tool.name ? [{ call, asked }] : [])))
  const same = asking.filter(({ asked }) => isSame(asked, tool))
  return same.length > 0 ? same : asking
}

/**
 * When an answer was complete for its client, which is when it read the finish reason, even if the stream broke then.
 * `undefined` if never.
 */
function completeAt(call: JournalCall): number | undefined {
  if (isWhole(call)) return call.endedAt
  const isFinished = call.finish === 'stop' || call.finish === 'tool-calls'
  return isFinished ? call.frames.find(({ role }) => role === 'finish')?.to : undefined
}

/** The verdict on an effect, compared with the answers that called its tool. */
function judgeEffect(effect: Effect, tool: ToolUse, calls: readonly JournalCall[]): Verdict {
  const { at, text } = effect
  const asking = askingFor(effect, tool, calls)
  const last = asking.at(-1)
  if (last === undefined) return remark(`"${text}" happened though no answer called ${tool.name}`)
  const complete = asking.filter(({ call }) => completeAt(call) !== undefined)
  if (complete.length === 0) return violated(`"${text}" was caused by an answer of ${last.call.provider} that was never complete`)
  if (complete.every(({ call }) => completeAt(call)! > at))
    return remark(`"${text}" happened before the answer of ${complete[0]!.call.provider} was complete`)
  const { call, asked } = complete.find((each) => completeAt(each.call)! <= at)!
  const schema = call.call.tools.find(({ name }) => name === tool.name)?.parameters
  if (schema === undefined) return remark(`"${text}" happened though ${tool.name} was not offered`)
  if (violationOf(tool.arguments, schema) === undefined) return held
  // Arguments that the app converted, such as text to a date, can be correct.
  return isSame(asked, tool)
    ? violated(`"${text}" happened with arguments that do not match the schema of ${tool.name}`)
    : remark(`"${text}" happened with arguments that match neither the answer nor the schema of ${tool.name}`)
}

/**
 * No side effect is caused by a truncated answer, or has arguments that do not match the schema of its tool. The answer that
 * caused an effect is the one that called this tool with these arguments or, if the app changed them, that called this tool.
 * An effect that no answer requested, or that happened before its answer was complete, leads to a remark.
 * @example
 * actsOnlyOnCompleteCalls()
 */
export function actsOnlyOnCompleteCalls(): Property {
  return defineProperty({
    id: 'acts-only-on-complete-calls',
    statement: 'no side effect is caused by a truncated answer, or has arguments that do not match the schema of its tool',
    evidence: 'effects and journal',
    hint: 'Wait for the finish reason, then parse and validate the arguments, then act.',
    judge(evidence) {
      const { effects } = evidence.outcome
      if (effects.length === 0)
        return inconclusive('no effect was observed; report each with its tool call: observe.effect(text, { name, arguments })')
      const ofTools = effects.filter(({ tool }) => tool !== undefined)
      if (ofTools.length === 0) return inconclusive('no effect names its tool call; pass it to observe.effect as { name, arguments }')
      const tasks = tasksOf(evidence)
      if (!areApart(tasks)) return mixed
      if (!areToldApart(ofTools, evidence)) return toldTogether
      const verdicts = tasks.flatMap(({ effects: own, calls }) =>
        own.flatMap((effect) => (effect.tool === undefined ? [] : [judgeEffect(effect, effect.tool, calls)])),
      )
      return worstOf(verdicts, held)
    },
  })
}
