import {
  defineProperty,
  canonicalJson,
  violated,
  held,
  inconclusive,
  textOfValue,
  tasksOf,
  type Property,
  type TaskEvidence,
} from '../../kit.ts'

/** The decision in a value: its text, or the entire value. */
function decisionOfValue(value: unknown): unknown {
  return textOfValue(value)?.trim() ?? value
}

/**
 * The app makes the same decision for tasks of the same meaning, or abstains. A task that rejects abstains.
 * @param options.decision returns the decision in a value, `undefined` if it abstains. Default: its text, or the entire value
 * @example
 * consistentUnderParaphrase({ decision: (value) => (value as AppAnswer).refundable })
 */
export function consistentUnderParaphrase({
  decision = decisionOfValue,
}: { readonly decision?: (value: unknown) => unknown } = {}): Property {
  const decided = ({ name, settlement }: TaskEvidence): { readonly name: string; readonly text: string }[] => {
    const made = settlement.type === 'value' ? decision(settlement.value) : undefined
    return made === undefined ? [] : [{ name, text: canonicalJson(made) }]
  }
  return defineProperty({
    id: 'consistent-under-paraphrase',
    statement: 'for questions of one meaning the app decides the same, or abstains',
    evidence: 'outcomes of tasks of one meaning',
    hint: 'Ask more than once and take the majority, lower the temperature, or abstain where the answers differ.',
    judge(evidence) {
      const meanings = [...Map.groupBy(tasksOf(evidence), ({ meaning }) => meaning)].filter(
        ([meaning, tasks]) => meaning !== undefined && tasks.length > 1,
      )
      if (meanings.length === 0)
        return inconclusive('no two tasks had one meaning; run each wording by observe.task({ name, meaning }, ...), see paraphrase()')
      const decisions = meanings.map(([, tasks]) => tasks.flatMap(decided))
      for (const [first, ...others] of decisions) {
        const other = others.find(({ text }) => text !== first!.text)
        if (other !== undefined)
          return violated(`${first!.name} was decided ${first!.text.slice(0, 60)}, and ${other.name} ${other.text.slice(0, 60)}`)
      }
      return decisions.some((made) => made.length > 0) ? held : inconclusive('the app abstained from every decision')
    },
  })
}
