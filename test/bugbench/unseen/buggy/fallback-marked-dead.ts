import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { authenticationFailed, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Route {
  readonly name: string
  ask(prompt: string, signal: AbortSignal): Promise<string>
}

const anthropicRoute = (client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })): Route => ({
  name: 'anthropic',
  async ask(prompt, signal) {
    const message = await client.messages.create(
      { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: prompt }] },
      { signal },
    )
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (message.stop_reason !== 'end_turn' || text === '') throw new Error('Claude gave no complete answer.')
    return text
  },
})

const openaiRoute = (client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })): Route => ({
  name: 'openai',
  async ask(prompt, signal) {
    const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] }, { signal })
    if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('GPT gave no complete answer.')
    return choices[0].message.content
  },
})

const isRefused = (error: unknown): boolean =>
  (error instanceof Anthropic.APIError || error instanceof OpenAI.APIError) && (error.status === 401 || error.status === 403)

/** Tries one provider after the other. One whose key was refused is skipped until the operator changes the key and restarts. */
class Router {
  readonly #routes = [anthropicRoute(), openaiRoute()]
  readonly #dead = new Set<string>()

  async ask(prompt: string, signal: AbortSignal): Promise<{ by: string; text: string }> {
    const errors: unknown[] = []
    for (const route of this.#routes.filter(({ name }) => !this.#dead.has(name))) {
      try {
        return { by: route.name, text: await route.ask(prompt, signal) }
      } catch (error) {
        if (signal.aborted) throw error
        errors.push(error)
        if (errors.some(isRefused)) this.#dead.add(route.name)
      }
    }
    throw new AggregateError(errors, 'No provider answered.')
  }
}

export const fallbackMarkedDead: YardstickApp = {
  name: 'fallback-marked-dead',
  story:
    'A router leaves out a provider whose key was refused, until the operator changes it and restarts. It looks at all errors of the task, not at the last: if the key of the first is refused and the second has a bad minute, both are left out for good, and no request ever goes out again.',
  sources: ['tbphp/gpt-load#407', 'router-for-me/CLIProxyAPI#5758', 'gesta-run/subpool#26'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const router = new Router()
    return ({ signal }) => router.ask('Translate "fragile" into five languages.', signal)
  },
  scripts: [
    {
      steps: [{ inject: [authenticationFailed().for('anthropic'), serverError().for('openai')] }, { after: 86_400_000 }],
      wrong: ([first, nextDay]) => {
        const hadBadMinute = first?.[0]?.journal.calls.some(
          ({ provider, problem }) => provider === 'openai' && problem?.permanent === false,
        )
        return hadBadMinute && nextDay?.[0]?.journal.calls.length === 0
          ? 'A day later a provider that only had a bad minute is still left out.'
          : undefined
      },
    },
  ],
}
