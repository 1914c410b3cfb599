import { connectionReset, serverError, slowFirstToken } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { sleep } from '../../../apps.ts'
import { ask, askOther } from '../../client.ts'
import type { CheckCase } from '../../judged.ts'

/** Calls two providers, the second a moment later. */
function hedged(by: (answers: readonly Promise<string>[]) => Promise<string>): () => Promise<string> {
  return async () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const answers = [
      sleep(100).then(() => askOther('Where is my parcel?', { signal: second.signal })),
      ask('Where is my parcel?', { signal: first.signal }).then(({ text }) => text),
    ]
    for (const answer of answers) answer.catch(() => {})
    try {
      return await by(answers)
    } finally {
      first.abort()
      second.abort()
    }
  }
}

const questions = ['Where is my parcel?', 'When is my refund paid?'] as const

/** Apps that do several things at the same time. */
export const concurrencyCases = {
  'concurrent-tasks-isolated': {
    search: { faults: faultsOf(slowFirstToken), runs: 16 },
    wrong: {
      'collects all answers in one place': () => {
        let parts: string[] = []
        return async () => {
          parts = []
          for (const question of questions) parts.push((await ask(question)).text)
          return parts.join('\n')
        }
      },
      'shares a flag for whether it is busy': () => {
        let isBusy = false
        return async () => {
          if (isBusy) throw new Error('busy')
          isBusy = true
          try {
            return (await ask('Where is my parcel?')).text
          } finally {
            isBusy = false
          }
        }
      },
    },
    right: {
      'keeps each task to itself': () => async () => {
        const parts: string[] = []
        for (const question of questions) parts.push((await ask(question)).text)
        return parts.join('\n')
      },
      'makes one call for two tasks with the same request': () => {
        let open: Promise<string> | undefined
        return () =>
          (open ??= ask('Where is my parcel?')
            .then(({ text }) => text)
            .finally(() => (open = undefined)))
      },
      'takes one task after the other': () => {
        let last: Promise<unknown> = Promise.resolve()
        return () => {
          const next = last.then(() => ask('Where is my parcel?')).then(({ text }) => text)
          last = next.catch(() => {})
          return next
        }
      },
    },
  },
  'one-of-two-answers': {
    search: { faults: faultsOf(serverError().for('anthropic'), connectionReset().for('openai')) },
    wrong: { 'takes the first that settles': () => hedged((answers) => Promise.race(answers)) },
    right: {
      'takes the first that answers': () => hedged((answers) => Promise.any(answers)),
      'calls the second if the first fails': () => () =>
        ask('Where is my parcel?').then(
          ({ text }) => text,
          () => askOther('Where is my parcel?'),
        ),
    },
  },
  'same-at-any-speed': {
    search: { faults: faultsOf(slowFirstToken), runs: 16 },
    grade: 'remark',
    wrong: {
      'takes answers as they arrive for the order of the questions': () => async () => {
        const answers: string[] = []
        await Promise.all(questions.map(async (question) => answers.push((await ask(question)).text)))
        return { parcel: answers[0], refund: answers[1] }
      },
    },
    right: {
      'waits for each by its name': () => async () => {
        const [parcel, refund] = await Promise.all(questions.map((question) => ask(question).then(({ text }) => text)))
        return { parcel, refund }
      },
      'calls one after the other': () => async () => {
        const parcel = (await ask(questions[0])).text
        return { parcel, refund: (await ask(questions[1])).text }
      },
    },
  },
} satisfies Record<string, CheckCase>
