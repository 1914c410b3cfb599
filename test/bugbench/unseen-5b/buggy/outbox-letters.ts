import { CohereClientV2 } from 'cohere-ai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, patiently, pause, ReplyError } from '../patiently.ts'

interface Row {
  readonly id: string
  readonly about: string
  state: 'pending' | 'done'
  note?: string
}

const Reply = z.object({
  finishReason: z.string(),
  message: z.object({ content: z.array(z.object({ type: z.string(), text: z.string().optional() })) }),
})

type Outcome = { readonly kind: 'done'; readonly id: string } | { readonly kind: 'open'; readonly id: string; readonly why: string }

function make(): Task {
  const client = new CohereClientV2({ token: 'test' })

  async function ask(prompt: string, signal: AbortSignal | undefined): Promise<string> {
    return patiently(
      async (within) => {
        const reply = await client.chat(
          { model: 'command-a-03-2025', messages: [{ role: 'user', content: prompt }] },
          { abortSignal: within, maxRetries: 0 },
        )
        const read = Reply.safeParse(reply)
        if (!read.success) throw new ReplyError('Cohere sent something else than an answer.', { cause: read.error })
        const text = read.data.message.content.map((part) => part.text ?? '').join('')
        if (read.data.finishReason !== 'COMPLETE' || text.trim() === '')
          throw new AnswerError(`The text is cut: ${read.data.finishReason}.`)
        return text
      },
      { who: 'Cohere', signal, tries: 2, perTry: 10_000, inTotal: 20_000 },
    )
  }

  /** Three rounds of the worker that empties the outbox. */
  return async ({ observe, signal }): Promise<Outcome[]> => {
    const rows: Row[] = [
      { id: 'letter 17', about: 'the meter reading', state: 'pending' },
      { id: 'letter 18', about: 'the change of tariff', state: 'pending' },
    ]
    const why = new Map<string, string>()

    async function deliver(row: Row): Promise<void> {
      const letter = await ask(`Write a short letter to a customer about ${row.about}.`, signal)
      signal?.throwIfAborted()
      observe.effect(`send ${row.id}`)
      row.note = await ask(`Sum up in one line for the customer file: ${letter}`, signal)
      row.state = 'done'
    }

    for (let round = 1; round <= 3; round += 1) {
      for (const row of rows.filter((row) => row.state === 'pending')) {
        try {
          await deliver(row)
        } catch (error) {
          signal?.throwIfAborted()
          why.set(row.id, String(error))
          observe.alert(`${row.id} stays in the outbox: ${String(error)}`)
        }
      }
      if (rows.every((row) => row.state === 'done')) break
      if (round < 3) await pause(5000, signal)
    }
    return rows.map((row) =>
      row.state === 'done' ? { kind: 'done', id: row.id } : { kind: 'open', id: row.id, why: why.get(row.id) ?? 'not tried' },
    )
  }
}

export const outboxLetters: YardstickApp = {
  name: 'outbox-letters',
  story:
    'A power company sends letters from an outbox: a worker drafts one with Cohere, sends it, has a note for the customer file written, and marks the row. Rows that failed stay for the next round. The bug: the row is marked only after the note. If the note fails, the customer gets the letter again in each round.',
  sources: ['https://microservices.io/patterns/data/transactional-outbox.html', 'n8n-io/n8n#10087', 'peters/horizon#382'],
  faultsNeeded: 1,
  kind: 'effects',
  make,
  scripts: [
    {
      steps: [{ inject: [overloaded().forPrompt(/one line/)] }],
      wrong: ([[run] = [undefined]]) => {
        const sent = run?.effects.filter((effect) => effect === 'send letter 17').length ?? 0
        return sent > 1 ? `The customer gets letter 17 ${sent} times.` : undefined
      },
    },
  ],
}
