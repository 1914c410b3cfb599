import { z } from 'zod'
import type { Answer } from '../model/answer.ts'

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

/** What each question was answered with, without faults, by the key of what the model read. */
export const recordedAnswersSchema = z.record(z.string(), z.array(recordedAnswerSchema))

/** An answer, and from which attempt of its question on it was given. */
export type RecordedAnswer = Answer & { readonly attempt: number }

export type RecordedAnswers = Readonly<Record<string, readonly RecordedAnswer[]>>
