import { defineProperty, violated, held, inconclusive, judgeEach, type Property } from '../../kit.ts'

/**
 * A task rejects only with one of the declared error classes, and the error keeps its cause.
 * @example
 * typedErrors(AssistantError)
 */
export function typedErrors(...classes: readonly (new (...given: never[]) => Error)[]): Property {
  return defineProperty({
    id: 'typed-errors',
    statement: `a task rejects only with ${classes.map(({ name }) => name).join(' or ')}, and with the cause kept`,
    evidence: 'outcome',
    hint: 'Catch at the edge, and throw an error of your own with { cause }. A cut stream throws a bare TypeError: terminated.',
    judge: (evidence) =>
      judgeEach(
        evidence,
        ({ settlement }) => {
          if (settlement.type !== 'error') return inconclusive('the task did not reject')
          const { error } = settlement
          if (!classes.some((declared) => error instanceof declared))
            return violated(`it rejected with ${error instanceof Error ? error.constructor.name : typeof error}`)
          const { cause, constructor } = error as Error
          return cause === undefined ? violated(`the ${constructor.name} has lost its cause`) : held
        },
        'settlements',
      ),
  })
}
