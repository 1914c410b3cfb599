import { defineProperty, textOf, violated, held, inconclusive, type Property } from '../../kit.ts'

/**
 * Every call contains the given facts, also after trimming, a retry or a fallback.
 * @example
 * contextNotDropped(['Answer in English.'])
 */
export function contextNotDropped(facts: readonly string[]): Property {
  return defineProperty({
    id: 'context-not-dropped',
    statement: `every call tells the model ${facts.map((fact) => JSON.stringify(fact.slice(0, 40))).join(', ')}`,
    evidence: 'decoded requests',
    hint: 'Trim the middle of a conversation, never its system prompt; build the prompt of the fallback from the same parts.',
    judge({ journal: { calls } }) {
      if (calls.length === 0 || facts.length === 0)
        return inconclusive(calls.length === 0 ? 'no call went out' : 'no facts were given to look for')
      for (const { call, provider } of calls) {
        const said = textOf(call)
        const missing = facts.find((fact) => !said.includes(fact))
        if (missing !== undefined)
          return violated(`call ${call.index + 1}, to ${provider}, does not say ${JSON.stringify(missing.slice(0, 60))}`)
      }
      return held
    },
  })
}
