import { defineProperty, violated, inconclusive, held, type Property } from '../../kit.ts'

/**
 * No promise rejects without a handler, during the task and for 1 s after it.
 * @example
 * noUnhandledRejection()
 */
export function noUnhandledRejection(): Property {
  return defineProperty({
    id: 'no-unhandled-rejection',
    statement: 'no promise rejects without a handler, during the task and for 1 s after it',
    evidence: "the process's unhandledRejection events",
    hint: 'Await or catch every promise, also those outside the main path: the final message of a stream, a hedged call that lost, a write to a log.',
    judge({ journal: { calls }, outcome: { uncaught } }) {
      const [first] = uncaught
      if (first !== undefined) return violated(`no handler caught "${first.text.split('\n')[0]!.slice(0, 100)}"`)
      return calls.length === 0 ? inconclusive('no call was made') : held
    },
  })
}
