import Anthropic from '@anthropic-ai/sdk'
import { badDays } from '../bad-days.ts'
import { day } from '../checks.ts'
import { overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Report {
  readonly mailed: readonly string[]
  readonly waiting: number
}

export const outboxMailsLater: YardstickApp = {
  name: 'outbox-mails-later',
  story:
    'Answers letters by mail from an outbox. A letter leaves the outbox when its answer is mailed; on a day when the model fails the run reports how many wait, and the next day mails more than usual. Two runs at once work on different letters.',
  sources: ['SynapseKit/SynapseKit#552', 'constructorfabric/gears-rust#1573'],
  kind: 'effects',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const outbox: string[] = []
    let letters = 0

    async function answer(letter: string, signal: AbortSignal): Promise<string> {
      const message = await client.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: `Answer ${letter}.` }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const [block] = message.content
      if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('The answer is incomplete.')
      return block.text
    }

    return async ({ observe, signal }): Promise<Report> => {
      outbox.push(`letter ${++letters}`)
      const mine = outbox.splice(0)
      const mailed: string[] = []
      try {
        for (let letter = mine[0]; letter !== undefined; letter = mine[0]) {
          mailed.push(await answer(letter, signal))
          observe.effect(`mail ${letter}`)
          mine.shift()
        }
      } catch (error) {
        signal.throwIfAborted()
        observe.alert(`${mine.length} letters wait: ${String(error)}`)
      } finally {
        outbox.unshift(...mine)
      }
      return { mailed, waiting: outbox.length }
    }
  },
  scripts: badDays(
    (_run, runs) => {
      const mails = runs.flat().flatMap(({ effects }) => effects)
      if (mails.length > new Set(mails).size) return `Mailed twice: ${mails.join(', ')}`
      const last = runs.at(-1)!.map(({ value }) => value as Report | undefined)
      return runs.length > 1 && last.some((report) => report !== undefined && report.waiting > 0)
        ? 'Letters still wait at the end.'
        : undefined
    },
    [{ inject: [overloaded().first(2)], copies: 2 }, { after: day }],
  ),
}
