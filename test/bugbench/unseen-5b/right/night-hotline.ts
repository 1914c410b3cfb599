import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  correlatedFailure,
  truncatedAtMaxTokens,
  neverResponds,
  outage,
  overloaded,
  refusal,
  serverError,
  slowFirstToken,
  wrongContentType,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askAnthropic, askOpenAI } from '../asked.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { patiently, pause, ProviderError } from '../patiently.ts'

const content = 'A guest has locked herself out of room 12 at night. What may the porter do, by our rules?'

interface Advice {
  readonly text: string
  readonly by: 'Claude' | 'GPT'
}

type Ask = (signal: AbortSignal) => Promise<Advice>

/** Begins with one, adds the other when the one is late or fails, takes the first answer, and stops the other. */
async function hedged(one: Ask, other: Ask, late: number, signal: AbortSignal | undefined): Promise<Advice> {
  signal?.throwIfAborted()
  const stop = new AbortController()
  const inner = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
  const failed = new AbortController()
  const first = one(inner).catch((error: unknown) => {
    failed.abort()
    throw error
  })
  const second = pause(late, AbortSignal.any([inner, failed.signal]))
    .catch(() => inner.throwIfAborted())
    .then(async () => other(inner))
  try {
    return await Promise.any([first, second])
  } catch (error) {
    signal?.throwIfAborted()
    const reasons = error instanceof AggregateError ? error.errors.map(String) : [String(error)]
    throw new ProviderError(`No model can advise the porter. ${reasons.join(' / ')}`, { cause: error })
  } finally {
    stop.abort(new Error('The other model was faster.'))
  }
}

function make(): Task {
  const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 0 })
  const openai = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  const messages = [{ role: 'user' as const, content }]

  const claude: Ask = async (signal) =>
    patiently(
      async (within) => ({
        text: await askAnthropic(anthropic, within, { model: 'claude-sonnet-4-6', max_tokens: 500, messages }),
        by: 'Claude',
      }),
      { who: 'Anthropic', signal, tries: 1, perTry: 30_000 },
    )
  const gpt: Ask = async (signal) =>
    patiently(async (within) => ({ text: await askOpenAI(openai, within, { model: 'gpt-4o', messages }), by: 'GPT' }), {
      who: 'OpenAI',
      signal,
      tries: 1,
      perTry: 30_000,
    })

  return async ({ signal }) => hedged(claude, gpt, 6000, signal)
}

function wrong(run: ScriptedRun): string | undefined {
  const advice = run.value as Advice | undefined
  if (advice !== undefined && !wholeAnswers(run).includes(advice.text)) return 'The porter follows what no model has said.'
  return run.error instanceof Error && run.error.name !== 'AbortError' && !run.error.message.includes('OpenAI')
    ? 'The error does not say what failed.'
    : undefined
}

export const nightHotline: YardstickApp = {
  name: 'night-hotline',
  story:
    'A porter asks at night: Claude answers, and GPT is asked, too, if Claude takes more than six seconds or fails. The first whole answer counts and says whose it is; the other call is stopped. There are no retries. If both fail, one error names both reasons.',
  sources: ['The Tail at Scale, Dean and Barroso (hedged requests)', 'ai-retry readme', 'vellum-ai/vellum-assistant#8108'],
  kind: 'fallback',
  make,
  scripts: judged(wrong, [
    [{ inject: [overloaded().for('anthropic')] }],
    [{ inject: [slowFirstToken({ by: '10s' }).for('anthropic'), slowFirstToken({ by: '20s' }).for('openai')] }],
    [{ inject: [neverResponds().for('anthropic'), serverError().for('openai')] }],
    [{ inject: [truncatedAtMaxTokens().for('anthropic'), refusal().for('openai')] }],
    [{ inject: [authenticationFailed().for('anthropic'), wrongContentType().for('openai')] }],
    [{ inject: [correlatedFailure()] }, { inject: [outage()] }],
    [{ inject: [neverResponds()] }],
    [{ inject: [neverResponds()], abortAfter: 3000 }],
    [{ inject: [neverResponds()], abortAfter: 9000 }],
  ]),
}
