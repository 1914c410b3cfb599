import { defineProperty, violated, held, inconclusive, judgeEach, type Property } from '../../kit.ts'

/**
 * A value that the task resolves with matches the app's schema. Otherwise the task rejects.
 * @example
 * schemaValidOrError(z.object({ city: z.string() }))
 */
export function schemaValidOrError(schema: { safeParse(value: unknown): { readonly success: boolean } }): Property {
  return defineProperty({
    id: 'schema-valid-or-error',
    statement: 'a value that is given out fits the schema of the app; else the task rejects',
    evidence: 'outcome',
    hint: 'Parse and validate before giving out. JSON may come fenced, cut, or without a member; one attempt at repair is enough.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        if (calls.length === 0) return inconclusive('no call went out')
        if (settlement.type === 'stuck') return inconclusive('the task never settled')
        if (settlement.type === 'error')
          return calls.some((call) => call.fired.length > 0) ? held : inconclusive('the task rejected though nothing was wrong')
        return schema.safeParse(settlement.value).success ? held : violated('the value that was given out does not fit the schema')
      }),
  })
}
