import {
  defineProperty,
  canonicalJson,
  violated,
  worstOf,
  held,
  inconclusive,
  remark,
  areToldApart,
  tasksOf,
  toldTogether,
  type Effect,
  type Property,
  type Verdict,
  checkValue,
  checkOptions,
  text,
  yesOrNo,
} from '../../kit.ts'

/** Whether two effects with one key are the same action: the tool calls that caused them do not differ. */
function isSame({ tool }: Effect, other: Effect): boolean {
  return tool === undefined || other.tool === undefined || canonicalJson(tool) === canonicalJson(other.tool)
}

/** The verdict on the effects of one task, or of all. */
function judgeEffects(effects: readonly Effect[], where: string): Verdict {
  // An effect that is sent again with its idempotency key happens once.
  const sent = effects.filter(({ key }) => key === undefined)
  const groups = [...Map.groupBy(sent, ({ text }) => text)].filter(([, group]) => group.length > 1)
  for (const [key, group] of groups) {
    const same = group.map((effect) => group.filter((other) => isSame(effect, other)).length)
    const times = Math.max(...same)
    if (times > 1) return violated(`"${key}" happened ${times} times in ${where}`)
  }
  const [first] = groups
  return first === undefined
    ? held
    : remark(
        `"${first[0]}" happened ${first[1].length} times in ${where}, each time with other arguments; give each effect its own name or key`,
      )
}

/**
 * No side effect happens twice in one task: no name of `observe.effect` repeats. Effects of one name with different tool arguments
 * only lead to a remark, since they can be different actions. An effect with an idempotency key can be sent again.
 * @param effect the only effect name to judge. Default: all names
 * @param options.acrossTasks whether a name must also not repeat in other tasks of the run, such as a retried job. Default: false
 * @example
 * atMostOnce()
 */
export function atMostOnce(effect?: string, options: { readonly acrossTasks?: boolean } = {}): Property {
  if (effect !== undefined) checkValue('atMostOnce()', effect, text)
  checkOptions('atMostOnce()', options, { acrossTasks: yesOrNo })
  const { acrossTasks = false } = options
  const where = acrossTasks ? 'the run' : 'one task'
  const values = [...(effect === undefined ? [] : [effect]), ...(acrossTasks ? ['across tasks'] : [])]
  return defineProperty({
    id: values.length === 0 ? 'at-most-once' : `at-most-once(${values.join(', ')})`,
    statement: effect === undefined ? `no side effect happens twice in ${where}` : `${effect} happens at most once in ${where}`,
    evidence: 'effects',
    hint: 'Give each side effect an idempotency key. Store the result of a tool before the next call: otherwise a retry runs the tool again.',
    judge(evidence) {
      const isMeant = ({ text }: Effect): boolean => effect === undefined || text === effect
      const own = evidence.outcome.effects.filter(isMeant)
      if (own.length === 0) return inconclusive('no effect was observed; report each with observe.effect(name)')
      if (acrossTasks) return judgeEffects(own, 'the run')
      if (!areToldApart(own, evidence)) return toldTogether
      const verdicts = tasksOf(evidence).map((task) => judgeEffects(task.effects.filter(isMeant), task.name))
      return worstOf(verdicts, held)
    },
  })
}
