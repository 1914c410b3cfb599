import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { within } from '../within.ts'

const keeps = 2
const longest = 4
const turns = [
  'I am allergic to penicillin, please keep that in mind.',
  'I have had a sore throat since Monday.',
  'It hurts when I swallow, and I have a light fever.',
  'What could the doctor give me for it?',
]

function textOf(message: Anthropic.Message): string {
  const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
  if (message.stop_reason !== 'end_turn' || text.trim() === '') throw new Error(`The answer is not usable: ${String(message.stop_reason)}`)
  return text
}

class Conversation {
  readonly #client = new Anthropic({ apiKey: 'test', maxRetries: 2, timeout: 60_000 })
  #summary = ''
  #messages: Anthropic.MessageParam[] = []

  async say(content: string, signal: AbortSignal | undefined): Promise<string> {
    if (this.#messages.length > longest) await this.#compact(signal)
    const asked: Anthropic.MessageParam[] = [...this.#messages, { role: 'user', content }]
    const system = `You help patients of a clinic.${this.#summary === '' ? '' : ` Before this: ${this.#summary}`}`
    const answer = textOf(
      await this.#client.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 500, system, messages: asked },
        { signal: within(90_000, signal) },
      ),
    )
    this.#messages = [...asked, { role: 'assistant', content: answer }]
    return answer
  }

  async #compact(signal: AbortSignal | undefined): Promise<void> {
    const old = this.#messages.slice(0, -keeps)
    this.#summary = await this.#summarize(old, signal)
    this.#messages = this.#messages.slice(-keeps)
  }

  async #summarize(old: readonly Anthropic.MessageParam[], signal: AbortSignal | undefined): Promise<string> {
    const told = old.map((message) => `${message.role}: ${typeof message.content === 'string' ? message.content : ''}`).join('\n')
    const content = `Summarize, and keep each medical fact:\n${this.#summary}\n${told}`
    try {
      const summary = textOf(
        await this.#client.messages.create(
          { model: 'claude-haiku-4-5', max_tokens: 300, messages: [{ role: 'user', content }] },
          { signal: within(90_000, signal) },
        ),
      )
      // A summary can lose a word that matters: the beginning is kept verbatim.
      return `${summary} It began with: ${told.slice(0, 200)}`
    } catch {
      signal?.throwIfAborted()
      return this.#summary
    }
  }
}

function make(): Task {
  return async ({ signal }) => {
    const conversation = new Conversation()
    const answers: string[] = []
    for (const turn of turns) answers.push(await conversation.say(turn, signal))
    return answers
  }
}

export const clinicChat: YardstickApp = {
  name: 'clinic-chat',
  story:
    'A chat that has older turns summarized by a cheap model once it grows long. The bug: if the summary fails, the old turns are removed all the same. The last question about a medicine is answered without the allergy that the patient began with, and nobody is told.',
  sources: ['odysseus-dev/odysseus#2160', 'NousResearch/hermes-agent#25585', 'mindsdb/anton#310', 'openclaw/openclaw#120663'],
  faultsNeeded: 1,
  kind: 'history',
  make,
  scripts: [
    {
      steps: [{ inject: [serverError().for('claude-haiku-4-5')] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const last = run?.journal.calls.findLast((call) => call.model === 'claude-sonnet-4-6')
        const isTold = JSON.stringify(last?.call.messages).includes('penicillin')
        return run?.error === undefined && !isTold ? 'The last question went out without the allergy.' : undefined
      },
    },
  ],
}
