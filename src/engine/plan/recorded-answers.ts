import { z } from 'zod'
import type { Answer } from '../model/answer.ts'

const partSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('reasoning'), text: z.string() }),
  z.strictObject({ type: z.literal('refusal'), text: z.string() }),
  z.strictObject({ type: z.literal('data'), text: z.string() }),
  z.strictObject({ type: z.literal('tool-call'), id: z.string(), name: z.string(), arguments: z.string() }),
])

/** An answer of the source, with the first attempt that got it. */
const recordedAnswerSchema = z.looseObject({
  attempt: z.int().nonnegative(),
  parts: z.array(partSchema),
})

/** The answers to each request, without faults, by the key of the request that the model read. */
export const recordedAnswersSchema = z.record(z.string(), z.array(recordedAnswerSchema))

/** An answer, with the first attempt of its request that got it. */
export type RecordedAnswer = Answer & { readonly attempt: number }

/** The answers of an incident file, by request hash. */
export type RecordedAnswers = Readonly<Record<string, readonly RecordedAnswer[]>>
