import { z } from 'zod'
import type { Answer } from './answer.ts'
import { keyOf, questionOf, type Call } from './call.ts'
import { digest } from './hash.ts'
import type { ScheduledCall } from './schedule.ts'

const partSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('reasoning'), text: z.string() }),
  z.strictObject({ type: z.literal('refusal'), text: z.string() }),
  z.strictObject({ type: z.literal('data'), text: z.string() }),
  z.strictObject({ type: z.literal('tool-call'), id: z.string(), name: z.string(), arguments: z.string() }),
])

/** An answer as the source gave it, and from which attempt on. */
const recordedAnswerSchema = z.looseObject({
  attempt: z.int().nonnegative(),
  parts: z.array(partSchema),
})

/** What each question was answered with, undisturbed, by the key of what the model took in. */
export const recordedAnswersSchema = z.record(z.string(), z.array(recordedAnswerSchema))

export type RecordedAnswers = Readonly<Record<string, readonly (Answer & { readonly attempt: number })[]>>

/** What an incident needs of a run beside its journal. */
export class Recording {
  readonly #calls: { readonly call: Call; readonly chosen: readonly string[] }[] = []
  readonly #answers = new Map<string, (Answer & { readonly attempt: number })[]>()

  chose(call: Call, chosen: readonly string[]): void {
    this.#calls.push({ call, chosen })
  }

  /** @param key of what the model took in, which a fault may have made another one than the call's own */
  answered(key: string, attempt: number, answer: Answer): void {
    const known = this.#answers.get(key) ?? []
    const last = known.at(-1)
    if (last !== undefined && isSame(last, { attempt: last.attempt, ...answer })) return
    this.#answers.set(key, [...known, { attempt, ...answer }])
  }

  schedule(prompts: 'keep' | 'hash'): ScheduledCall[] {
    const positions = new Map<string, number>()
    return this.#calls.map(({ call, chosen }) => {
      const { provider, endpoint, model, key, attempt } = call
      const place = `${provider}/${endpoint}`
      const position = positions.get(place) ?? 0
      positions.set(place, position + 1)
      const question = questionOf(call)
      return {
        provider,
        endpoint,
        model,
        key,
        attempt,
        position,
        chosen: [...chosen],
        asked: prompts === 'hash' ? digest(question) : question,
      }
    })
  }

  answers(): RecordedAnswers {
    return Object.fromEntries([...this.#answers].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What was recorded for a call: of its attempt, else of the last one before it, else of the first. */
export function recordedAnswer(answers: RecordedAnswers, call: Call): Answer | undefined {
  const known = answers[keyOf(call, call)] ?? []
  const found = known.findLast(({ attempt }) => attempt <= call.attempt) ?? known[0]
  if (found === undefined) return undefined
  const { attempt: _attempt, ...answer } = found
  return answer
}
