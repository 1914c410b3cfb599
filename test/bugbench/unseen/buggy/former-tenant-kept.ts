import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const records: Readonly<Record<string, string>> = {
  'Elm Street Clinic': 'Elm Street Clinic owes 12,400 euros since March.',
  'Harbour Dental': 'Harbour Dental has paid all invoices.',
}

/** Writes reminders, one tenant after another. A worker has the tenant's record at hand while it works on it. */
class ReminderWorker {
  readonly #client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
  #record: string | undefined

  #recordOf(tenant: string): string {
    this.#record ??= records[tenant]
    if (this.#record === undefined) throw new Error(`There is no record of ${tenant}.`)
    return this.#record
  }

  async write(tenant: string, signal: AbortSignal): Promise<{ tenant: string; letter: string }> {
    const { choices } = await this.#client.chat.completions.create(
      {
        model: 'gpt-4o',
        messages: [
          { role: 'system', content: this.#recordOf(tenant) },
          { role: 'user', content: 'Write one friendly paragraph about the account.' },
        ],
      },
      { signal },
    )
    if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The model wrote no complete letter.')
    this.#record = undefined
    return { tenant, letter: choices[0].message.content }
  }
}

export const formerTenantKept: YardstickApp = {
  name: 'former-tenant-kept',
  story:
    'A worker writes a letter for one tenant after another, and holds the record of the tenant at hand until the letter is done. If the call fails, the record stays: the next tenant gets a letter about the debts of the one before.',
  sources: ['growthbook/growthbook-python#135', 'harshdwivediiiii/pathfinder-ai#170', 'msgaxzzz/Milo-discord-fun-bot#17'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const worker = new ReminderWorker()
    const tenants = Object.keys(records)
    let turn = 0
    return ({ signal }) => {
      const tenant = tenants[turn % tenants.length] ?? ''
      turn += 1
      return worker.write(tenant, signal)
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 60_000 }],
      wrong: ([, second]) => {
        const asked = JSON.stringify(second?.[0]?.journal.calls.map(({ call }) => call.messages) ?? [])
        return asked.includes('12,400') ? 'A letter to Harbour Dental is written from the record of the clinic.' : undefined
      },
    },
  ],
}
