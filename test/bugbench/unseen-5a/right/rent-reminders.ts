import { Mistral } from '@mistralai/mistralai'
import { z } from 'zod'
import {
  authenticationFailed,
  flapping,
  invalidStructuredOutput,
  overRefusal,
  partialOutage,
  stalledStream,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Sending {
  readonly sent: readonly string[]
  readonly open: readonly { readonly invoice: string; readonly reason: string }[]
}

const beingDone = 'another run is at work on it'

class TooSlow extends Error {}

const Opening = z.object({ opening: z.string().trim().min(1).max(600) })
const invoices = ['flat-1', 'flat-2', 'flat-3', 'flat-4']
const schema = { type: 'object', properties: { opening: { type: 'string' } }, required: ['opening'], additionalProperties: false }

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const effects = runs.flat().flatMap((run) => run.effects)
  if (new Set(effects).size !== effects.length) return 'A tenant got the reminder twice.'
  for (const { value, error, journal, alerts } of runs.flat()) {
    const sending = value as Sending | undefined
    if (sending === undefined) {
      if (error === undefined || !(error as Error).name.includes('Abort')) return `A run ended with ${String(error)}`
      continue
    }
    if (sending.sent.length + sending.open.length !== invoices.length) return 'An invoice is neither sent nor open.'
    if (sending.open.some(({ reason }) => reason === '')) return 'An invoice is open for no reason.'
    if (sending.open.some(({ reason }) => reason !== beingDone) && alerts.length === 0) return 'Invoices are open, and nobody was told.'
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (isCalm && runs.every((step) => step.length === 1) && sending.open.length > 0) return 'A calm run left an invoice open.'
  }
  return undefined
}

export const rentReminders: YardstickApp = {
  name: 'rent-reminders',
  story: `Sends each tenant one reminder of the rent, by cron, on the Mistral SDK. The amount is from a template, the model adds a kind opening.
    What was sent is in a journal, and is not sent again by a later run. A run that overlaps with another one leaves its invoices alone. What
    fails stays open with a reason and an alert; the job itself succeeds, and the next run takes what is open.`,
  sources: ['micro/go-micro#4952', 'restatedev/sdk-typescript#428', 'rjwalters/loom#3683'],
  kind: 'effects',
  make() {
    const client = new Mistral({ apiKey: 'test' })
    const journal = new Set<string>()
    const inWork = new Set<string>()

    async function writeOpening(invoice: string, signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.timeout(15_000)
      try {
        const { choices } = await client.chat.complete(
          {
            model: 'mistral-small-latest',
            responseFormat: { type: 'json_schema', jsonSchema: { name: 'opening', strict: true, schemaDefinition: schema } },
            messages: [{ role: 'user', content: `Write one kind sentence that opens a reminder of the rent for ${invoice}.` }],
          },
          { fetchOptions: { signal: AbortSignal.any([signal, limit]) } },
        )
        const choice = choices[0]
        const content = choice?.message?.content
        if (choice?.finishReason !== 'stop' || typeof content !== 'string') throw new Error('the opening is not complete')
        return Opening.parse(JSON.parse(content)).opening
      } catch (error) {
        if (limit.aborted && !signal.aborted) throw new TooSlow('no answer within 15 s', { cause: error })
        throw error
      }
    }

    return async ({ observe, signal }): Promise<Sending> => {
      const open: { invoice: string; reason: string }[] = []
      let stoppedBy: string | undefined
      let timeouts = 0
      for (const invoice of invoices) {
        if (journal.has(invoice)) continue
        if (inWork.has(invoice)) {
          open.push({ invoice, reason: beingDone })
          continue
        }
        if (stoppedBy !== undefined) {
          open.push({ invoice, reason: `not tried, as ${stoppedBy}` })
          continue
        }
        inWork.add(invoice)
        try {
          const opening = await writeOpening(invoice, signal)
          journal.add(invoice)
          observe.effect(`remind ${invoice}`, { key: invoice, arguments: `${opening} The rent of 840 euros is due.` })
        } catch (error) {
          if (signal.aborted) throw error
          const status = (error as { statusCode?: number }).statusCode
          timeouts = error instanceof TooSlow ? timeouts + 1 : 0
          if (status !== undefined && [401, 402, 403, 429].includes(status)) stoppedBy = `the provider refuses us with status ${status}`
          if (timeouts === 2) stoppedBy = 'the provider does not answer'
          open.push({ invoice, reason: error instanceof Error ? error.message.slice(0, 200) : String(error) })
        } finally {
          inWork.delete(invoice)
        }
      }
      const [first, ...others] = open.filter(({ reason }) => reason !== beingDone)
      if (first !== undefined) observe.alert(`${1 + others.length} reminders are open, first ${first.invoice}: ${first.reason}`)
      return { sent: [...journal], open: open.filter(({ invoice }) => !journal.has(invoice)) }
    }
  },
  scripts: [
    { steps: [{ inject: [invalidStructuredOutput().nth(2)] }, { after: 86_400_000 }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { after: 3_600_000, inject: [partialOutage({ share: 0.5 })] }, {}], wrong },
    { steps: [{ inject: [stalledStream().nth(1), overRefusal().nth(3)] }, { inject: [truncatedStream({ at: '150 bytes' })] }, {}], wrong },
    { steps: [{ copies: 2, abortAfter: 900 }, { copies: 2, inject: [flapping({ down: '2s', up: '2s' })] }, { copies: 2 }], wrong },
  ],
}
