import { formatDuration } from '../../src/engine/duration.ts'
import { broken, held, inconclusive } from '../../src/property/evidence.ts'
import type { Property } from '../../src/property/index.ts'

/** What is asked of single apps here, beside what the library judges: each by what the app told of itself. */
function property(id: string, statement: string, judge: Property['judge']): Property {
  return { id, statement, hint: 'See the story of the app.', judge }
}

/** What is given out has the form that the app promises. */
export function gives(form: string, fits: (value: unknown) => boolean): Property {
  return property('schema-valid-or-error', `the value is ${form}, or the task rejects`, ({ outcome: { settlement } }) =>
    settlement.type !== 'value' || fits(settlement.value) ? held : broken(`the task resolved with what is not ${form}`),
  )
}

/** What the task rejects with is an error of the given class. */
export function rejectsWith(kind: new (message: string) => Error): Property {
  return property('typed-errors', `the task rejects with ${kind.name} only`, ({ outcome: { settlement } }) =>
    settlement.type !== 'error' || settlement.error instanceof kind ? held : broken(`the task rejected with ${String(settlement.error)}`),
  )
}

/** What the task rejects with says what lies behind it. */
export function keepsCause(): Property {
  return property('errors-name-cause', 'what the task rejects with has a cause', ({ outcome: { settlement } }) =>
    settlement.type !== 'error' || (settlement.error as Error).cause !== undefined ? held : broken('the error has no cause'),
  )
}

/** No error of the app holds a text that nobody must see. */
export function keepsSecret(secret: string): Property {
  return property('no-secret-leak', 'no error holds the key', ({ outcome: { settlement } }) =>
    settlement.type === 'error' && String(settlement.error).includes(secret) ? broken('the error holds the key') : held,
  )
}

/** Nothing rejects where nobody catches it. */
export function leavesNothingUncaught(): Property {
  return property('no-unhandled-rejection', 'nothing rejects where nobody catches it', ({ outcome: { uncaught } }) =>
    uncaught.length === 0 ? held : broken(`nobody caught ${uncaught[0]!.text}`),
  )
}

/** What the user saw is what the task gives out. */
export function showsWhatItGives(): Property {
  return property('streamed-equals-final', 'what was shown is what is given out', ({ outcome: { settlement, streamed } }) =>
    settlement.type !== 'value' || streamed.map(({ text }) => text).join('') === settlement.value
      ? held
      : broken('the user has seen something else'),
  )
}

/** Every deed was asked for by a call that was answered whole. */
export function actsOnWholeCalls(): Property {
  return property('effects-only-after-whole', 'every deed stems from a whole answer', ({ journal: { calls }, outcome: { effects } }) => {
    if (effects.length === 0) return inconclusive('nothing was done')
    const stray = effects.find(
      ({ text }) => !calls.some(({ ending, told, truth }) => ending === 'complete' && told === truth && told.includes(text)),
    )
    return stray === undefined ? held : broken(`the app did ${stray.text}, which no whole answer asked for`)
  })
}

/** The same deed is done once. */
export function actsOnce(): Property {
  return property('at-most-once', 'the same deed is done once', ({ outcome: { effects } }) => {
    if (effects.length === 0) return inconclusive('nothing was done')
    return new Set(effects.map(({ text }) => text)).size === effects.length ? held : broken(`the app did ${effects[0]!.text} twice`)
  })
}

/** A task makes no more than so many calls. */
export function asksAtMost(most: number): Property {
  return property('loops-at-most', `a task makes at most ${most} calls`, ({ journal: { calls } }) =>
    calls.length <= most ? held : broken(`the task made ${calls.length} calls`),
  )
}

/** A call that failed is not made again at once. */
export function waitsBeforeRetries(least: number): Property {
  return property('backs-off', `a retry waits for at least ${least} ms`, ({ journal: { calls } }) => {
    const retries = calls.filter((call) => call.attempt > 0)
    if (retries.length === 0) return inconclusive('nothing was tried again')
    const hasty = retries.find((call) => {
      const before = calls.slice(0, calls.indexOf(call)).findLast((earlier) => earlier.key === call.key)!
      return call.startedAt - (before.endedAt ?? before.startedAt) < least
    })
    return hasty === undefined ? held : broken(`a retry began at ${formatDuration(hasty.startedAt)}, right after the failure`)
  })
}
