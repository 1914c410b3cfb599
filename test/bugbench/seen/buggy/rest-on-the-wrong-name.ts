import { rateLimited, serverError } from '../../../../faults/index.ts'
import { hour, minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Target {
  readonly name: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly model: string
  textOf(body: unknown): string | null | undefined
}

const targets: readonly Target[] = [
  {
    name: 'openai',
    url: 'https://api.openai.com/v1/chat/completions',
    headers: { authorization: 'Bearer test' },
    model: 'gpt-4o',
    textOf: (body) => {
      const [choice] = (body as { choices: { finish_reason: string; message: { content: string | null } }[] }).choices
      return choice?.finish_reason === 'stop' ? choice.message.content : undefined
    },
  },
  {
    name: 'anthropic',
    url: 'https://api.anthropic.com/v1/messages',
    headers: { 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
    model: 'claude-sonnet-4-6',
    textOf: (body) => {
      const { stop_reason: stop, content } = body as { stop_reason: string; content: { text?: string }[] }
      return stop === 'end_turn' ? content[0]?.text : undefined
    },
  },
]

class FailedError extends Error {
  readonly rest: number

  constructor(name: string, reason: string, rest: number) {
    super(`${name} failed: ${reason}`)
    this.rest = rest
  }
}

async function ask({ name, url, headers, model, textOf }: Target, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, max_tokens: 400, messages: [{ role: 'user', content: 'Which bolt fits an M8 nut?' }] }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
  })
  const rest = Number(response.headers.get('retry-after') ?? 0) * 1_000
  if (!response.ok) throw new FailedError(name, `HTTP ${response.status}`, rest)
  const text = textOf(await response.json())
  if (!text) throw new FailedError(name, 'the answer is incomplete', 0)
  return text
}

export const restOnTheWrongName: YardstickApp = {
  name: 'rest-on-the-wrong-name',
  story:
    'A router over two providers that lets one rest when it asks for that. Bug: the rest is written down for the provider that was tried first and not for the one that failed, so when both fail, the hour that the second one asked for locks out the first, which is long well again.',
  sources: ['diegosouzapw/OmniRoute#858', 'majiayu000/litellm-rs#720', 'NousResearch/hermes-agent#57582'],
  faultsNeeded: 2,
  kind: 'fallback',
  make() {
    const restsUntil = new Map<string, number>()

    return async ({ signal }) => {
      const ready = targets.filter(({ name }) => (restsUntil.get(name) ?? 0) <= Date.now())
      const errors: unknown[] = []
      for (const target of ready) {
        try {
          return await ask(target, signal)
        } catch (error) {
          signal.throwIfAborted()
          errors.push(error)
          if (error instanceof FailedError && error.rest > 0) restsUntil.set(ready[0]!.name, Date.now() + error.rest)
        }
      }
      throw new AggregateError(errors, 'No provider answered.')
    }
  },
  scripts: [
    {
      steps: [
        { inject: [serverError().for('openai').first(1), rateLimited({ retryAfter: '1h' }).for('anthropic').between(0, hour)] },
        { after: 5 * minute },
      ],
      wrong: (runs) => {
        const { error, journal } = runs[1]![0]!
        const isAsked = journal.calls.some(({ provider }) => provider === 'openai')
        return error !== undefined && !isAsked ? 'OpenAI is well, and was not asked.' : undefined
      },
    },
  ],
}
