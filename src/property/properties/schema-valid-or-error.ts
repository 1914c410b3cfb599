import { defineProperty, violated, held, inconclusive, isAnswer, judgeEach, remark, saysPartial, type Property } from '../../kit.ts'

/**
 * A value that the task resolves with matches the app's schema. Otherwise the task rejects.
 * @example
 * schemaValidOrError(z.object({ city: z.string() }))
 */
export function schemaValidOrError(schema: { safeParse(value: unknown): { readonly success: boolean } }): Property {
  return defineProperty({
    id: 'schema-valid-or-error',
    statement: "a value matches the app's schema, or the task rejects",
    evidence: 'outcome',
    hint: 'Parse and validate an answer before you return it. JSON can be in a code fence, truncated, or without a member; one attempt at repair is enough.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        if (calls.length === 0) return inconclusive('no call was made')
        if (settlement.type === 'stuck') return inconclusive('the task never settled')
        if (settlement.type === 'error')
          return calls.some((call) => call.fired.length > 0) ? held : inconclusive('the task rejected though nothing was wrong')
        const { value } = settlement
        if (schema.safeParse(value).success) return held
        const isFailure = value === undefined || value === null || saysPartial(value)
        return isFailure && !calls.some(isAnswer)
          ? remark('no call was answered, and the value that reports it does not match the schema')
          : violated('the returned value does not match the schema')
      }),
  })
}
