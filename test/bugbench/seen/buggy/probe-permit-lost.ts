import OpenAI, { APIUserAbortError } from 'openai'
import { neverResponds, serverError } from '../../../../faults/index.ts'
import { day, minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const probePermitLost: YardstickApp = {
  name: 'probe-permit-lost',
  story:
    'A translator behind a circuit breaker that lets one probe through at a time. Bug: an aborted call says nothing of the provider and is not counted, but the permit of the probe is not given back either, so one probe that runs into the deadline keeps the circuit open until somebody restarts the service.',
  sources: ['diegosouzapw/OmniRoute#13836', 'svroonland/rezilience#521', 'monix/monix#1080'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
    let failures = 0
    let openedAt: number | undefined
    let isProbing = false

    async function guarded<Value>(work: () => Promise<Value>): Promise<Value> {
      if (openedAt !== undefined) {
        if (Date.now() - openedAt < 30_000 || isProbing) throw new Error('The circuit is open.')
        isProbing = true
      }
      try {
        const value = await work()
        failures = 0
        openedAt = undefined
        isProbing = false
        return value
      } catch (error) {
        if (error instanceof APIUserAbortError) throw error
        isProbing = false
        failures++
        if (failures >= 3) openedAt = Date.now()
        throw error
      }
    }

    return ({ signal }) =>
      guarded(async () => {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o', messages: [{ role: 'user', content: 'Translate "spare part" to Italian.' }] },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) },
        )
        const choice = completion.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The translation is incomplete.')
        return choice.message.content
      })
  },
  scripts: [
    {
      steps: [
        ...Array.from({ length: 3 }, () => ({ inject: [serverError()] })),
        { after: minute, inject: [neverResponds().first(1)] },
        { after: day },
      ],
      wrong: (runs) => {
        const { error, journal } = runs.at(-1)![0]!
        return error !== undefined && journal.calls.length === 0 ? 'A day later the circuit still lets nothing through.' : undefined
      },
    },
  ],
}
