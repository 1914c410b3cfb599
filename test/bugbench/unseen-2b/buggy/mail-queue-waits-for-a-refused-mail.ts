import Anthropic from '@anthropic-ai/sdk'
import { badRequest } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const mailQueueWaitsForARefusedMail: YardstickApp = {
  name: 'mail-queue-waits-for-a-refused-mail',
  story:
    'Worker that sorts the mails of a shop with Anthropic, strictly in order. A mail that fails goes back to the head of the queue, and the worker stops until its next run. Bug: it does so for a mail that the provider refuses for good, too. One such mail, and no mail that came after it is ever sorted.',
  sources: ['aneoconsulting/ArmoniK.Core#728', 'the-momentum/open-wearables#1053', 'quarkusio/quarkusio.github.io#1577'],
  faultsNeeded: 1,
  kind: 'permanent',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000 })
    const queue: { id: number; text: string }[] = []
    let received = 0

    async function sort(text: string, signal: AbortSignal): Promise<string> {
      const reply = await client.messages.create(
        { model: 'claude-haiku-4-5', max_tokens: 200, messages: [{ role: 'user', content: `Which department is this for? ${text}` }] },
        { signal },
      )
      const label = reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (reply.stop_reason !== 'end_turn' || label === '') throw new Error(`The label ended with ${reply.stop_reason}.`)
      return label
    }

    return async ({ observe, signal }) => {
      received += 1
      queue.push({ id: received, text: `Mail ${received}: my parcel did not arrive` })
      const sorted: number[] = []
      for (let mail = queue.shift(); mail !== undefined; mail = queue.shift()) {
        try {
          await sort(mail.text, signal)
        } catch (error) {
          queue.unshift(mail)
          if (signal.aborted) throw error
          observe.alert(`Mail ${mail.id} failed and waits for the next run: ${String(error)}`)
          break
        }
        observe.effect(`sorted:${mail.id}`)
        sorted.push(mail.id)
      }
      return { sorted, waiting: queue.map((mail) => mail.id) }
    }
  },
  scripts: [
    {
      steps: Array.from({ length: 4 }, () => ({ inject: [badRequest().forPrompt('Mail 1:')], after: 3_600_000 })),
      wrong: (runs) =>
        runs.flat().every((run) => run.effects.length === 0) ? 'Three good mails wait behind the one that is refused.' : undefined,
    },
  ],
}
