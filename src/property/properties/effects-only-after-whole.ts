import {
  defineProperty,
  canonicalJson,
  violationOf,
  violated,
  held,
  inconclusive,
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
} from '../../kit.ts'

/** The answers that called a tool before an effect: those with the same arguments, if there are any. */
function askingFor({ at }: Effect, tool: ToolUse, calls: readonly JournalCall[]): readonly JournalCall[] {
  const given = canonicalJson(tool.arguments)
  const asking = calls
    .filter(({ startedAt }) => startedAt <= at)
    .flatMap((call) => toolCallsIn(call.received).flatMap((asked) => (asked.name === tool.name ? [{ call, asked }] : [])))
  const same = asking.filter(({ asked }) => asked.arguments !== undefined && canonicalJson(asked.arguments) === given)
  return (same.length > 0 ? same : asking).map(({ call }) => call)
}

/** What is wrong with an effect, compared with the answers that called its tool. */
function wrongOf(effect: Effect, tool: ToolUse, calls: readonly JournalCall[]): string | undefined {
  const { at, text } = effect
  const asking = askingFor(effect, tool, calls)
  if (asking.length === 0) return `"${text}" was done though no answer asked for ${tool.name}`
  const whole = asking.find((call) => isWhole(call) && call.endedAt! <= at)
  if (whole === undefined) return `"${text}" was done on the word of ${asking.at(-1)!.provider} before its answer was whole`
  const schema = whole.call.tools.find(({ name }) => name === tool.name)?.parameters
  if (schema === undefined) return `"${text}" was done though ${tool.name} was not offered`
  return violationOf(tool.arguments, schema) === undefined ? undefined : `"${text}" was done with arguments that do not fit ${tool.name}`
}

/**
 * No side effect is caused by a truncated answer, or has arguments that do not match the schema of its tool. The answer that
 * caused an effect is the one that called this tool with these arguments or, if the app has changed them, that called this tool.
 * @example
 * effectsOnlyAfterWhole()
 */
export function effectsOnlyAfterWhole(): Property {
  return defineProperty({
    id: 'effects-only-after-whole',
    statement: 'nothing is done on the word of an answer that was not whole, or with arguments that do not fit the schema of the tool',
    evidence: 'effects and journal',
    hint: 'Wait for the terminal event, then parse and validate the arguments, then act.',
    judge(evidence) {
      const { effects } = evidence.outcome
      if (effects.length === 0) return inconclusive('no effect was observed; tell of each with observe.effect(key, { name, arguments })')
      const ofTools = effects.filter(({ tool }) => tool !== undefined)
      if (ofTools.length === 0)
        return inconclusive('no effect tells which tool call it comes from; give it to observe.effect as { name, arguments }')
      const tasks = tasksOf(evidence)
      if (!areApart(tasks)) return mixed
      if (!areToldApart(ofTools, evidence)) return toldTogether
      for (const task of tasks) {
        for (const effect of task.effects) {
          const wrong = effect.tool === undefined ? undefined : wrongOf(effect, effect.tool, task.calls)
          if (wrong !== undefined) return violated(wrong)
        }
      }
      return held
    },
  })
}
