import OpenAI from 'openai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { truncatedAtMaxTokens, refusal } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askOpenAI } from '../asked.ts'
import { AnswerError, patiently, ProviderError } from '../patiently.ts'

const Plan = z.object({ stage: z.string().min(1), arrival: z.string(), advice: z.string() })

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['stage', 'arrival', 'advice'],
  properties: { stage: { type: 'string' }, arrival: { type: 'string' }, advice: { type: 'string' } },
}

/** Steps with what takes them back. */
class Saga {
  readonly #undo: (() => void)[] = []

  step(run: () => void, undo: () => void): void {
    run()
    this.#undo.push(undo)
  }

  compensate(): void {
    for (const undo of this.#undo.splice(0).toReversed()) undo()
  }
}

function readPlan(text: string): z.infer<typeof Plan> {
  try {
    return Plan.parse(JSON.parse(text))
  } catch (error) {
    throw new AnswerError('The plan of the stage is not readable.', { cause: error })
  }
}

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  let booking = 0

  async function planStage(signal: AbortSignal | undefined): Promise<z.infer<typeof Plan>> {
    const text = await patiently(
      async (within) =>
        askOpenAI(client, within, {
          model: 'gpt-4o',
          messages: [{ role: 'user', content: 'Plan the stage from the valley to the upper hut for two people with a dog.' }],
          response_format: { type: 'json_schema', json_schema: { name: 'stage', strict: true, schema } },
        }),
      { who: 'OpenAI', signal },
    )
    return readPlan(text)
  }

  return async ({ observe, signal }) => {
    booking += 1
    const id = `booking ${booking}`
    const saga = new Saga()
    try {
      saga.step(
        () => observe.effect('hold two beds', { key: id }),
        () => observe.effect('release two beds', { key: id }),
      )
      const plan = await planStage(signal)
      signal?.throwIfAborted()
      observe.effect('confirm the booking', { key: id })
      return { booking: id, ...plan }
    } catch (error) {
      if (error instanceof ProviderError || signal?.aborted) saga.compensate()
      throw error
    }
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const effects = runs[0]?.[0]?.effects ?? []
  const settled = effects.includes('release two beds') || effects.includes('confirm the booking')
  return effects.includes('hold two beds') && !settled ? 'Two beds stay held for a booking that does not exist.' : undefined
}

export const hutBooking: YardstickApp = {
  name: 'hut-booking',
  story:
    'A saga books beds in a mountain hut: it holds them, lets GPT plan the stage, and confirms. What was held is released if the provider fails or the guest leaves. The bug: it is not released if the plan is cut, refused or unreadable, which is an error of another class. The beds stay blocked and empty.',
  sources: ['hoangdaochuz/booking#23', 'imran-siddique/agent-os#243', 'aks151/ai-incident-investigator#12'],
  faultsNeeded: 1,
  kind: 'effects',
  make,
  scripts: [
    { steps: [{ inject: [truncatedAtMaxTokens()] }], wrong },
    { steps: [{ inject: [refusal()] }], wrong },
  ],
}
