import { serverError, stalledStream } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { sleep, streamOpenAI } from '../../../apps.ts'
import { ask } from '../../client.ts'
import type { CheckCase } from '../../judged.ts'

type Turn = { readonly role: 'user' | 'assistant'; readonly content: string }

/** A conversation that keeps what `remember` makes of a turn. */
function chat(remember: (question: string, answer: string | undefined, error: unknown) => readonly Turn[]): () => () => Promise<string> {
  return () => {
    const history: Turn[] = []
    return async () => {
      const question = 'Where is my parcel?'
      try {
        const { text } = await ask(question, { history: [...history] })
        history.push(...remember(question, text, undefined))
        return text
      } catch (error) {
        history.push(...remember(question, undefined, error))
        throw error
      }
    }
  }
}

/** Apps that keep something from one task to the next. */
export const stateCases = {
  'recovers-after-faults': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'caches a failure': () => {
        let cached: Promise<string> | undefined
        return () => (cached ??= ask('Where is my parcel?').then(({ text }) => text))
      },
      'never closes its breaker': () => {
        let failures = 0
        return async () => {
          if (failures > 0) throw new Error('the breaker is open')
          return ask('Where is my parcel?').then(
            ({ text }) => text,
            (error: unknown) => {
              failures++
              throw error
            },
          )
        }
      },
    },
    right: {
      'caches answers only': () => {
        let cached: string | undefined
        return async () => (cached ??= (await ask('Where is my parcel?')).text)
      },
      'tries again after a minute': () => {
        let openUntil = 0
        return async () => {
          if (Date.now() < openUntil) throw new Error('the breaker is open')
          return ask('Where is my parcel?').then(
            ({ text }) => text,
            (error: unknown) => {
              openUntil = Date.now() + 60_000
              throw error
            },
          )
        }
      },
    },
  },
  'later-requests-unchanged': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'keeps an error as the answer of the model': chat((question, answer, error) => [
        { role: 'user', content: question },
        { role: 'assistant', content: answer ?? String(error) },
      ]),
    },
    right: {
      'keeps a turn once it is answered': chat((question, answer) =>
        answer === undefined
          ? []
          : [
              { role: 'user', content: question },
              { role: 'assistant', content: answer },
            ],
      ),
      'keeps nothing': chat(() => []),
    },
  },
  'every-run-settles': {
    search: { faults: faultsOf(serverError, stalledStream) },
    wrong: {
      'waits for a stream that stalls': () => async () => (await streamOpenAI()).text,
      'does not give back its slot after a failure': () => {
        const waiting: (() => void)[] = []
        let isTaken = false
        return async () => {
          if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve))
          isTaken = true
          const { text } = await ask('Where is my parcel?')
          isTaken = false
          waiting.shift()?.()
          return text
        }
      },
    },
    right: {
      'gives up on a stream that stalls': () => async () => {
        const { text, finish } = await streamOpenAI(AbortSignal.timeout(30_000))
        if (finish !== 'stop') throw new Error('the answer is incomplete')
        return text
      },
      'gives back its slot in any case': () => {
        const waiting: (() => void)[] = []
        let isTaken = false
        return async () => {
          if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve))
          isTaken = true
          try {
            return (await ask('Where is my parcel?')).text
          } finally {
            isTaken = false
            waiting.shift()?.()
          }
        }
      },
    },
  },
  'repeatable-without-faults': {
    search: { faults: faultsOf(serverError), runs: 4 },
    wrong: {
      'closes its client after the first task': () => {
        let isClosed = false
        return async () => {
          if (isClosed) throw new Error('the client is closed')
          isClosed = true
          return (await ask('Where is my parcel?')).text
        }
      },
    },
    right: {
      'opens a client for each task': () => async () => (await ask('Where is my parcel?')).text,
      'closes its client after a while, and opens another': () => {
        let openedAt: number | undefined
        return async () => {
          if (openedAt === undefined || Date.now() - openedAt > 60_000) {
            await sleep(10)
            openedAt = Date.now()
          }
          return (await ask('Where is my parcel?')).text
        }
      },
    },
  },
} satisfies Record<string, CheckCase>
