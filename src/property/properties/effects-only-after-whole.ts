import { violationOf } from '../../engine/schema/violation.ts'
import { isWhole } from './calls.ts'
import { broken, held, inconclusive, type Property } from '../evidence.ts'

/**
 * Nothing is done on the word of an answer that was not whole, or with arguments that do not fit the schema of the tool.
 * @example
 * effectsOnlyAfterWhole()
 */
export function effectsOnlyAfterWhole(): Property {
  return {
    id: 'effects-only-after-whole',
    statement: 'nothing is done on the word of an answer that was not whole, or with arguments that do not fit the schema of the tool',
    hint: 'Wait for the terminal event, then parse and validate the arguments, then act.',
    judge({ journal: { calls }, outcome: { effects } }) {
      if (effects.length === 0) return inconclusive('no effect was observed; tell of each with observe.effect(key, { name, arguments })')
      const ofTools = effects.filter(({ tool }) => tool !== undefined)
      if (ofTools.length === 0)
        return inconclusive('no effect tells which tool call it comes from; give it to observe.effect as { name, arguments }')
      for (const { at, text, tool } of ofTools) {
        const asking = calls.findLast((call) => call.startedAt <= at && call.call.tools.some(({ name }) => name === tool!.name))
        if (asking === undefined) return broken(`"${text}" was done though no call offered ${tool!.name}`)
        if (!isWhole(asking) || asking.endedAt! > at) return broken(`"${text}" was done before the answer of ${asking.provider} was whole`)
        const schema = asking.call.tools.find(({ name }) => name === tool!.name)!.parameters
        if (violationOf(tool!.arguments, schema) !== undefined)
          return broken(`"${text}" was done with arguments that do not fit ${tool!.name}`)
      }
      return held
    },
  }
}
