import OpenAI from 'openai'
import { serverError } from '../../../../faults/catalogue.ts'
import type { Observe } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface CaseFile {
  done: number
  notes: string[]
}

export const resumedCaseMailsAgain: YardstickApp = {
  name: 'resumed-case-mails-again',
  story:
    'Complaint case in three steps: plan, mail to the customer, entry for the books. The case is saved after each step, and a run that failed is resumed by the scheduler. Bug: only the first run of a case saves it; a resumed one works from its copy. If a case is resumed at the mail and then fails at the books, the next run mails the customer again.',
  sources: ['microsoft/agent-framework#3938', 'microsoft/agent-framework#1695'],
  faultsNeeded: 2,
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const steps = ['Plan the answer to complaint 7', 'Write the mail for complaint 7', 'Write the entry in the books for complaint 7']
    const effects: Record<number, string> = { 1: 'mail:complaint-7', 2: 'books:complaint-7' }
    let busy = false
    let saved: CaseFile | undefined

    async function write(content: string, signal: AbortSignal): Promise<string> {
      const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] }, { signal })
      const choice = choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`The text ended with ${choice?.finish_reason}.`)
      return choice.message.content
    }

    return async ({ observe, signal }) => {
      if (busy) return 'The case is being worked on.'
      busy = true
      try {
        return await work(observe, signal)
      } finally {
        busy = false
      }
    }

    async function work(observe: Observe, signal: AbortSignal): Promise<CaseFile> {
      const current: CaseFile = saved === undefined ? { done: 0, notes: [] } : structuredClone(saved)
      const save = saved === undefined ? () => void (saved = structuredClone(current)) : () => {}
      while (current.done < steps.length) {
        const text = await write(steps[current.done] ?? '', signal)
        const effect = effects[current.done]
        if (effect !== undefined) observe.effect(effect)
        current.notes.push(text)
        current.done += 1
        save()
      }
      saved = structuredClone(current)
      return current
    }
  },
  scripts: [
    {
      steps: [
        { inject: [serverError().forPrompt('Write the mail')] },
        { inject: [serverError().forPrompt('Write the entry')], after: 60_000 },
        { after: 60_000 },
      ],
      wrong: (runs) => {
        const mails = runs.flat().flatMap(({ effects }) => effects.filter((key) => key.startsWith('mail:')))
        return mails.length > 1 ? 'The customer gets the same mail twice.' : undefined
      },
    },
  ],
}
