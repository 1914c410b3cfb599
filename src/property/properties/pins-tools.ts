import { defineProperty, held, inconclusive, violated, type JournalCall, type Property } from '../../kit.ts'

/** The descriptions of the tools offered to a model. */
function descriptionsIn({ call }: JournalCall): ReadonlyMap<string, string> {
  return new Map(call.tools.flatMap(({ name, description }) => (description === undefined ? [] : [[name, description]])))
}

/**
 * A changed tool description is not passed to a model without review: the app first reports an alert, or keeps
 * the old description.
 * @example
 * pinsTools()
 */
export function pinsTools(): Property {
  return defineProperty({
    id: 'pins-tools',
    statement: 'no model gets a changed description of a tool before an alert reports it',
    evidence: 'tools in the calls of models, and observe.alert',
    hint: 'Keep a digest of each description that was approved, compare it with each new list, and request approval before the changed one is used.',
    judge({ journal: { calls }, outcome: { alerts } }) {
      const known = new Map<string, string>()
      let isCompared = false
      for (const call of calls.filter(({ call: { operation } }) => operation === undefined)) {
        for (const [name, description] of descriptionsIn(call)) {
          const before = known.get(name)
          known.set(name, description)
          if (before === undefined) continue
          isCompared = true
          if (before === description || alerts.some(({ at }) => at <= call.startedAt)) continue
          return violated(
            `the description of "${name}" has changed, and ${call.model} got it with no alert before: "${description.slice(0, 80)}"`,
          )
        }
      }
      return isCompared ? held : inconclusive('no model was offered a tool with a description twice')
    },
  })
}
