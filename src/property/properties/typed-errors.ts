import {
  defineProperty,
  BrownoutError,
  violated,
  held,
  inconclusive,
  judgeEach,
  remark,
  type Property,
  type TaskEvidence,
  checkValue,
  functionLike,
} from '../../kit.ts'

type ErrorClass = new (...given: never[]) => Error

/** Whether an error is of a class, including the same class in a reloaded copy of its module. */
function isOf(error: unknown, { name, prototype }: ErrorClass): boolean {
  for (
    let proto = error as object | null;
    proto !== null && typeof proto === 'object';
    proto = Object.getPrototypeOf(proto) as object | null
  )
    if (proto === prototype || (Object.hasOwn(proto, 'constructor') && proto.constructor.name === name)) return true
  return false
}

/** Whether an error keeps its origin, as its cause or as any other member. */
function keepsCause(error: Error): boolean {
  const members: readonly unknown[] = Object.values(error)
  return error.cause !== undefined || members.flat().some((member) => member instanceof Error)
}

/** When a client must have thrown an error because the last call was refused or its connection broke. `undefined` otherwise. */
function brokenAt({ calls }: TaskEvidence): number | undefined {
  const last = calls.at(-1)
  return last?.ending === 'refused' || last?.ending === 'reset' ? last.endedAt : undefined
}

/**
 * A task rejects only with one of the declared error classes, and an error due to a failed call keeps its cause.
 * The app's own errors, such as for an empty answer or an open circuit breaker, need none.
 * @throws BrownoutError if no class is given
 * @example
 * typedErrors(AssistantError)
 */
export function typedErrors(...classes: readonly ErrorClass[]): Property {
  if (classes.length === 0) throw new BrownoutError('typedErrors() needs at least one error class, such as typedErrors(AssistantError).')
  for (const each of classes) checkValue('typedErrors()', each, functionLike('AssistantError'))
  return defineProperty({
    id: 'typed-errors',
    statement: `a task rejects only with ${classes.map(({ name }) => name).join(' or ')}, and the cause is kept`,
    evidence: 'outcome',
    hint: 'Catch at the edge, and throw an error of your own with { cause }. A stream that breaks throws a bare TypeError: terminated.',
    judge: (evidence) =>
      judgeEach(
        evidence,
        (task) => {
          const { settlement, settledAt } = task
          if (settlement.type !== 'error') return inconclusive('the task did not reject')
          const { error } = settlement
          const isAbort = evidence.outcome.abortedAt !== undefined && (error as Partial<Error> | undefined)?.name === 'AbortError'
          if (isAbort) return inconclusive('the task was aborted')
          if (!classes.some((declared) => isOf(error, declared)))
            return violated(`it rejected with ${error instanceof Error ? error.constructor.name : typeof error}`)
          const at = brokenAt(task)
          if (at === undefined || keepsCause(error as Error)) return held
          const how = `the ${(error as Error).constructor.name} has lost its cause`
          // A later error can be from the app's own deadline.
          return settledAt === at ? violated(how) : remark(how)
        },
        'settlements',
      ),
  })
}
