import { sentencesOf } from '../engine/kit/prose.ts'
import type { JournalCall } from '../engine/model/journal.ts'
import { defineProperty, type Property } from '../property/verdict/define-property.ts'
import { judgeEach } from '../property/verdict/tasks.ts'
import { toolCallsIn } from '../property/verdict/tool-calls.ts'
import { textsIn, textsWithin } from '../property/verdict/values.ts'
import { held, inconclusive, violated } from '../property/verdict/verdict.ts'

/** What reached the client and is not what the model would have said. The beginning of a true answer is none of it. */
function falseSentences({ truth, received }: JournalCall): readonly string[] {
  if (truth === undefined || truth.startsWith(received)) return []
  return textsOf(received)
    .flatMap(sentencesOf)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 3 && !truth.includes(sentence))
}

function textsOf(received: string): readonly string[] {
  try {
    return textsWithin(JSON.parse(received))
  } catch {
    return [received]
  }
}

/** Whether a value says that a person should look at it. */
function isMarked(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { verified, needsHuman } = value as { verified?: unknown; needsHuman?: unknown }
  return verified === false || needsHuman === true
}

/** A wrong answer is neither given out as true nor acted on. */
export function neverPassesOnFalsehood(): Property {
  return defineProperty({
    id: 'never-passes-on-falsehood',
    statement: 'a wrong answer of a model is caught or marked before it is given out or acted on',
    evidence: 'truth and received in the journal, outcome, effects',
    hint: 'Check what a model states against tool results, sources or ranges, and say so if you cannot.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement, effects }) => {
        const meant = new Set(calls.flatMap(({ truth = '' }) => toolCallsIn(truth).map(({ name }) => name)))
        const wrongUses = calls.flatMap(({ received }) => toolCallsIn(received)).filter(({ name }) => !meant.has(name))
        const deed = effects.find(({ tool }) => wrongUses.some(({ name }) => name === tool?.name))
        if (deed !== undefined) return violated(`"${deed.text}" was done, and the model would not have asked for it`)
        const lies = calls.flatMap(falseSentences)
        if (lies.length === 0 && wrongUses.length === 0) return inconclusive('no answer was wrong')
        if (settlement.type !== 'value' || isMarked(settlement.value)) return held
        const given = textsIn(settlement.value)
        const lie = lies.find((sentence) => given.includes(sentence))
        return lie === undefined ? held : violated(`"${lie}" was given out, and it is wrong`)
      }),
  })
}
