import { rateLimited, serverError } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { sleep } from '../../../apps.ts'
import { ask, askOther, twice } from '../../client.ts'
import type { CheckCase } from '../../judged.ts'

/** Retries after as many ms as a provider's wait, in seconds, gives. */
function waiting(ms: (seconds: number) => number): () => Promise<string> {
  return async () => {
    try {
      return (await ask('Where is my parcel?')).text
    } catch (error) {
      const headers = (error as { readonly headers?: Headers }).headers
      const seconds = Number(headers?.get('retry-after') ?? 1)
      await sleep(ms(seconds))
      return (await ask('Where is my parcel?')).text
    }
  }
}

const system = 'You work for Postway. Answer in one sentence.'

/** Apps that retry, or call another provider. */
export const retryCases = {
  'answer-after-retry': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'fails for an attempt that was made good': () => async () => {
        const errors: unknown[] = []
        const attempt = (): Promise<string | undefined> =>
          ask('Where is my parcel?').then(
            ({ text }) => text,
            (error: unknown) => void errors.push(error),
          )
        const text = (await attempt()) ?? (await attempt())
        if (errors.length > 0) throw errors[0]
        return text
      },
    },
    right: {
      'uses the answer of the retry': () => async () => (await twice(() => ask('Where is my parcel?'))).text,
      'does not try again': () => async () => (await ask('Where is my parcel?')).text,
      'falls back': () => () =>
        ask('Where is my parcel?').then(
          ({ text }) => text,
          () => askOther('Where is my parcel?'),
        ),
    },
  },
  'fallback-keeps-request': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'forgets the instructions in the fallback': () => () =>
        ask('Where is my parcel?', { system }).then(
          ({ text }) => text,
          () => askOther('Where is my parcel?'),
        ),
      'forgets them in the retry': () => () =>
        ask('Where is my parcel?', { system })
          .catch(() => ask('Where is my parcel?'))
          .then(({ text }) => text),
    },
    right: {
      'sends the fallback the same': () => () =>
        ask('Where is my parcel?', { system }).then(
          ({ text }) => text,
          () => askOther('Where is my parcel?', { system }),
        ),
      'sends the same again': () => () => twice(() => ask('Where is my parcel?', { system })).then(({ text }) => text),
    },
  },
  'waits-as-required': {
    search: { faults: faultsOf(rateLimited({ retryAfter: '20s' }).nth(1)) },
    wrong: { 'takes seconds for milliseconds': () => waiting((seconds) => seconds) },
    right: {
      'waits for the requested time': () => waiting((seconds) => 1_000 * seconds),
      'waits its own time': () => waiting(() => 1_000),
      'does not wait for a provider that it does not need': () => () =>
        ask('Where is my parcel?').then(
          ({ text }) => text,
          () => askOther('Where is my parcel?'),
        ),
    },
  },
  'inputs-not-lost': {
    search: { faults: faultsOf(serverError().nth(1)) },
    grade: 'remark',
    wrong: {
      'continues without the summary': () => async () => {
        const summary = await ask('Sum up the talk so far.').catch(() => undefined)
        return (await ask(`${summary === undefined ? '' : `Summary: ${summary.text} `}Where is my parcel?`)).text
      },
    },
    right: {
      'does not go on without the summary': () => async () => {
        const summary = await ask('Sum up the talk so far.')
        return (await ask(`Summary: ${summary.text} Where is my parcel?`)).text
      },
      'requests the summary again': () => async () => {
        const summary = await twice(() => ask('Sum up the talk so far.'))
        return (await ask(`Summary: ${summary.text} Where is my parcel?`)).text
      },
    },
  },
  'usage-adds-up': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'counts the answer for every attempt': () => async () => {
        let attempts = 0
        const { text, tokens } = await twice(() => {
          attempts++
          return ask('Where is my parcel?')
        })
        return { text, tokens: attempts * tokens }
      },
    },
    right: {
      'adds up what each answer cost': () => async () => {
        const first = await twice(() => ask('Where is my parcel?'))
        const second = await twice(() => ask('When is my refund paid?'))
        return { text: `${first.text} ${second.text}`, tokens: first.tokens + second.tokens }
      },
      'reports no tokens': () => async () => ({ text: (await twice(() => ask('Where is my parcel?'))).text, attempts: 1 }),
    },
  },
} satisfies Record<string, CheckCase>
