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
  checkOptions,
  functionLike,
} from '../../kit.ts'

/** The decision in a value: its text, or the entire value. `null` abstains. */
function decisionOfValue(value: unknown): unknown {
  return textOfValue(value)?.trim() ?? value ?? undefined
}

/** Texts with more words than this are prose, not decisions: they can express the same in different words. */
const prose = 4

/** Whether two different decisions can mean the same: reworded texts, or objects with a text, a time or an id in them. */
function canMeanTheSame(one: string, other: string): boolean {
  return [one, other].some((text) => /^[{[]/.test(text) || text.split(/\s+/).length > prose)
}

/**
 * The app makes the same decision for tasks with the same meaning, or abstains. A task that rejects abstains.
 * @param options.decision returns the decision in a value, `undefined` if it abstains. Default: the entire value or its text; then
 * texts of more than 4 words and objects are not compared, since different ones can mean the same
 * @example
 * consistentUnderParaphrase({ decision: (value) => (value as AppAnswer).refundable })
 */
export function consistentUnderParaphrase(options: { readonly decision?: (value: unknown) => unknown } = {}): Property {
  checkOptions('consistentUnderParaphrase()', options, { decision: functionLike('(value) => value.decision') })
  const { decision } = options
  const decided = ({ name, settlement }: TaskEvidence): { readonly name: string; readonly text: string }[] => {
    const made = settlement.type === 'value' ? (decision ?? decisionOfValue)(settlement.value) : undefined
    return made === undefined ? [] : [{ name, text: canonicalJson(made) }]
  }
  return defineProperty({
    id: 'consistent-under-paraphrase',
    statement: 'the app makes the same decision for prompts of the same meaning, or abstains',
    evidence: 'outcomes of tasks of the same meaning',
    hint: 'Call more than once and take the majority, lower the temperature, or abstain if the answers differ.',
    judge(evidence) {
      const meanings = [...Map.groupBy(tasksOf(evidence), ({ meaning }) => meaning)].filter(
        ([meaning, tasks]) => meaning !== undefined && tasks.length > 1,
      )
      if (meanings.length === 0)
        return inconclusive(
          'no two tasks had the same meaning; run each wording with observe.task({ name, meaning }, ...), see paraphrase()',
        )
      const decisions = meanings.map(([, tasks]) => tasks.flatMap(decided))
      for (const [first, ...others] of decisions) {
        const other = others.find(({ text }) => text !== first!.text)
        if (other === undefined) continue
        const how = `${first!.name} was decided ${first!.text.slice(0, 60)}, and ${other.name} ${other.text.slice(0, 60)}`
        return decision === undefined && canMeanTheSame(first!.text, other.text)
          ? inconclusive(`${how}, which can mean the same; return the decision in them with { decision }`)
          : violated(how)
      }
      return decisions.some((made) => made.length > 0) ? held : inconclusive('the app abstained from every decision')
    },
  })
}
