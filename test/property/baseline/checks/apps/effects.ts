import { serverError } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { sleep } from '../../../apps.ts'
import { ask, twice } from '../../client.ts'
import type { CheckCase } from '../../judged.ts'

/** Apps that act. */
export const effectCases = {
  'effects-as-without-faults': {
    search: { faults: faultsOf(serverError) },
    wrong: {
      'does all again if a later step fails':
        () =>
        ({ observe }) =>
          twice(async () => {
            const { text } = await ask('May I refund order 42?')
            observe.effect('refund of order 42')
            return `${text} ${(await ask('Write a letter about it.')).text}`
          }),
      'says it is done before it is':
        () =>
        ({ observe }) =>
          ask('May I refund order 42?').then(
            () => {
              observe.effect('refund of order 42')
              return 'done'
            },
            () => 'done',
          ),
      'goes on after it has failed':
        () =>
        async ({ observe }) => {
          void sleep(600).then(() => observe.effect('refund of order 42'))
          await ask('May I refund order 42?')
          await sleep(1_000)
          return 'done'
        },
    },
    right: {
      'acts once everything is answered':
        () =>
        async ({ observe }) => {
          const texts = await twice(
            async () => `${(await ask('May I refund order 42?')).text} ${(await ask('Write a letter about it.')).text}`,
          )
          observe.effect('refund of order 42')
          return texts
        },
      'sends the same key again':
        () =>
        ({ observe }) => {
          const key = crypto.randomUUID()
          return twice(async () => {
            const { text } = await ask('May I refund order 42?')
            observe.effect('refund of order 42', { key })
            return `${text} ${(await ask('Write a letter about it.')).text}`
          })
        },
      'says that it has not acted':
        () =>
        ({ observe }) =>
          ask('May I refund order 42?').then(
            () => {
              observe.effect('refund of order 42')
              return 'done'
            },
            () => 'not done, please try again',
          ),
    },
  },
} satisfies Record<string, CheckCase>
