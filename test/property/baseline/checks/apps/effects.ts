import { z } from 'zod'
import { invalidToolArguments, serverError } from '../../../../../faults/index.ts'
import { faultsOf } from '../../../../../src/property/index.ts'
import { openaiClient, refundTool, sleep } from '../../../apps.ts'
import { ask, twice } from '../../client.ts'
import type { App, CheckCase } from '../../judged.ts'

/** The arguments of the tool call with which a model requests a refund. */
async function askForRefund(): Promise<string> {
  const { choices } = await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Please refund order A-77.' }],
    tools: [refundTool],
    tool_choice: 'required',
  })
  const [call] = choices[0]!.message.tool_calls ?? []
  return call?.type === 'function' ? call.function.arguments : ''
}

const orderIn = (text: string): string => z.object({ order: z.string() }).parse(JSON.parse(text)).order

/** Books a trip for the order of one run: an answer before each of its two parts. */
function trip(after: (undo: () => void) => void, idOf: (run: number) => string): App {
  return () => {
    let runs = 0
    return async ({ observe }) => {
      const group = idOf(++runs)
      await ask('Which flight is the best?')
      observe.effect('book the flight', { group })
      try {
        await ask('Which hotel is near it?')
      } catch (error) {
        after(() => observe.effect('cancel the flight', { group }))
        throw error
      }
      observe.effect('book the hotel', { group })
      return 'booked'
    }
  }
}

/** Apps that act. */
export const effectCases = {
  'truncated-calls-have-no-effect': {
    search: { faults: faultsOf(invalidToolArguments) },
    grade: 'remark',
    wrong: {
      'fills in what it cannot read':
        () =>
        async ({ observe }) => {
          const text = await askForRefund()
          let order = 'the last order'
          try {
            order = orderIn(text)
          } catch {
            // The default will do.
          }
          observe.effect(`refund of ${order}`)
          return 'done'
        },
    },
    right: {
      'rejects what it cannot read':
        () =>
        async ({ observe }) => {
          observe.effect(`refund of ${orderIn(await askForRefund())}`)
          return 'done'
        },
      retries:
        () =>
        async ({ observe }) => {
          const order = await twice(async () => orderIn(await askForRefund()))
          observe.effect(`refund of ${order}`)
          return 'done'
        },
      'hands over to a person':
        () =>
        async ({ observe }) => {
          try {
            observe.effect(`refund of ${orderIn(await askForRefund())}`)
            return 'done'
          } catch {
            return 'not done: a colleague looks at it'
          }
        },
    },
  },
  'all-or-nothing': {
    search: { faults: faultsOf(serverError), concurrency: 'never' },
    wrong: {
      'leaves a part of it behind': trip(
        () => {},
        (run) => `trip ${run}`,
      ),
      'leaves a part of it behind, and calls all groups alike': trip(
        () => {},
        () => 'trip',
      ),
    },
    right: {
      'takes the first part back': trip(
        (undo) => undo(),
        (run) => `trip ${run}`,
      ),
      'acts once everything is answered':
        () =>
        async ({ observe }) => {
          const texts = [await ask('Which flight is the best?'), await ask('Which hotel is near it?')]
          observe.effect('book the flight', { group: 'trip' })
          observe.effect('book the hotel', { group: 'trip' })
          return texts.map(({ text }) => text)
        },
      'completes it in the next run': () => {
        const open = { flight: true, hotel: true }
        return async ({ observe }) => {
          if (open.flight) {
            await ask('Which flight is the best?')
            observe.effect('book the flight', { group: 'trip 7' })
            open.flight = false
          }
          if (open.hotel) {
            await ask('Which hotel is near it?')
            observe.effect('book the hotel', { group: 'trip 7' })
            open.hotel = false
          }
          return 'booked'
        }
      },
      'marks each part as independent':
        () =>
        async ({ observe }) => {
          for (const part of ['flight', 'hotel']) {
            await ask(`Which ${part} is the best?`)
            observe.effect(`book the ${part}`, { group: part })
          }
          return 'booked'
        },
    },
  },
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
      'reports that it is done before it is':
        () =>
        ({ observe }) =>
          ask('May I refund order 42?').then(
            () => {
              observe.effect('refund of order 42')
              return 'done'
            },
            () => 'done',
          ),
      'continues after it has failed':
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
      'reports that it has not acted':
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
