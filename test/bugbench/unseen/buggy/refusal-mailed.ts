import Anthropic from '@anthropic-ai/sdk'
import { refusal } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** Drafts the reply to a complaint, and sends it. */
class ComplaintDesk {
  readonly #client = new Anthropic({ apiKey: 'test', timeout: 60_000 })
  readonly #send: (to: string, body: string) => void

  constructor(send: (to: string, body: string) => void) {
    this.#send = send
  }

  async reply(customer: string, complaint: string, signal: AbortSignal): Promise<{ sent: string }> {
    const message = await this.#client.messages.create(
      {
        model: 'claude-sonnet-4-6',
        max_tokens: 600,
        messages: [{ role: 'user', content: `Draft a reply to this complaint: ${complaint}` }],
      },
      { signal },
    )
    if (message.stop_reason === 'max_tokens') throw new Error('The draft was cut.')
    const body = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (body.trim() === '') throw new Error('The draft is empty.')
    this.#send(customer, body)
    return { sent: body }
  }
}

export const refusalMailed: YardstickApp = {
  name: 'refusal-mailed',
  story:
    'A complaint desk has its replies drafted and mails them at once. It looks whether the draft was cut, but not whether the model declined: the customer gets a mail that says "I cannot help with that."',
  sources: ['anthropics/anthropic-sdk-typescript src/resources/messages/messages.ts (StopReason)', 'ColeMurray/background-agents#1022'],
  faultsNeeded: 1,
  kind: 'content',
  make:
    () =>
    async ({ observe, signal }) => {
      const desk = new ComplaintDesk((to) => observe.effect(`mail:${to}`))
      return desk.reply('kim@example.com', 'My lamp arrived broken and nobody answers the phone.', signal)
    },
  scripts: [
    {
      steps: [{ inject: [refusal()] }],
      wrong: ([step]) => {
        const run = step?.[0]
        return run?.effects.length === 1 && run.journal.calls.at(-1)?.finish === 'refusal'
          ? 'A refusal was mailed to the customer.'
          : undefined
      },
    },
  ],
}
