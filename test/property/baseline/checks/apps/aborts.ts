import { slowFirstToken } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { ask, askOther } from '../../client.ts'
import type { CheckCase } from '../../judged.ts'

const search = { faults: faultsOf(slowFirstToken), runs: 20 }

/** Apps whose user aborts. */
export const abortCases = {
  'abort-stops-work': {
    search,
    wrong: {
      'takes an abort for a failure, and falls back':
        () =>
        async ({ signal }) => {
          try {
            return (await ask('Where is my parcel?', { signal })).text
          } catch {
            return askOther('Where is my parcel?')
          }
        },
      'acts after the abort':
        () =>
        async ({ signal, observe }) => {
          const text = await ask('Where is my parcel?', { signal }).then(
            (told) => told.text,
            () => 'nothing',
          )
          await new Promise((resolve) => void setTimeout(resolve, 500))
          observe.effect('mail sent')
          return text
        },
    },
    right: {
      'passes the signal to every call, and the abort on':
        () =>
        async ({ signal }) => {
          try {
            return (await ask('Where is my parcel?', { signal })).text
          } catch (error) {
            if (signal.aborted) throw error
            return askOther('Where is my parcel?', { signal })
          }
        },
      'looks at the signal before each step':
        () =>
        async ({ signal, observe }) => {
          const { text } = await ask('Where is my parcel?', { signal })
          signal.throwIfAborted()
          observe.effect('mail sent')
          return text
        },
      'has no use for the signal': () => async () => (await ask('Where is my parcel?')).text,
    },
  },
} satisfies Record<string, CheckCase>
