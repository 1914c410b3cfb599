import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  connectionRefused,
  contentFilter,
  truncatedAtMaxTokens,
  emptyAnswer,
  htmlError,
  dnsFailure,
  neverResponds,
  outage,
  overloaded,
  quotaExhausted,
  rateLimited,
  refusal,
  serverError,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { AnswerError, patiently, ProviderError, ReplyError } from '../patiently.ts'

const prompt = 'Explain to a hiker in simple words how to care for a blister until the descent.'

interface Leaflet {
  readonly text: string
  /** Printed at the top. */
  readonly head: string
}

const LocalReply = z.object({ done: z.literal(true), done_reason: z.string(), message: z.object({ content: z.string() }) })

/** The small model in the cellar of the clinic. */
async function askCellar(signal: AbortSignal): Promise<string> {
  const response = await fetch('http://localhost:11434/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'llama3.2', stream: false, messages: [{ role: 'user', content: prompt }] }),
    signal,
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw Object.assign(new Error(`Ollama answered with status ${response.status}.`), {
      status: response.status,
      headers: response.headers,
    })
  }
  const read = LocalReply.safeParse(await response.json().catch(() => undefined))
  if (!read.success) throw new ReplyError('Ollama sent something else than an answer.', { cause: read.error })
  const { done_reason: reason, message } = read.data
  if (reason !== 'stop' || message.content.trim() === '') throw new AnswerError(`Ollama did not finish: ${reason}.`)
  return message.content
}

function make(): Task {
  const model = createOpenAI({ apiKey: 'test' })('gpt-4o')
  /** Until when the line to the valley counts as down, so that patients do not wait for it. */
  let downUntil = 0

  async function askValley(signal: AbortSignal): Promise<string> {
    const { text, finishReason } = await generateText({ model, prompt, abortSignal: signal, maxRetries: 0 })
    if (finishReason !== 'stop' || text.trim() === '') throw new AnswerError(`GPT did not finish: ${finishReason}.`)
    return text
  }

  return async ({ observe, signal }): Promise<Leaflet> => {
    let why = 'the line is down'
    if (Date.now() >= downUntil) {
      try {
        const text = await patiently(askValley, { who: 'OpenAI', signal, tries: 2, perTry: 12_000, inTotal: 25_000 })
        return { text, head: 'Written by GPT-4o. Ask the nurse.' }
      } catch (error) {
        signal?.throwIfAborted()
        // A request that GPT refuses is not sent to the small model.
        if (!(error instanceof ProviderError)) throw error
        downUntil = Date.now() + 60_000
        why = error.message
      }
    }
    observe.alert(`Leaflet by the small model, since ${why}`)
    const text = await patiently(askCellar, { who: 'The model in the cellar', signal, tries: 2, perTry: 30_000, inTotal: 45_000 })
    return { text, head: 'WRITTEN BY THE SMALL MODEL IN THIS HOUSE, WHICH KNOWS LESS. Show it to the nurse before you use it.' }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const leaflet = run.value as Leaflet | undefined
  if (leaflet === undefined) return undefined
  if (!wholeAnswers(run).includes(leaflet.text)) return 'The leaflet is not a whole answer.'
  const isLocal = run.journal.calls.some(({ provider, received }) => provider === 'ollama' && received === leaflet.text)
  return isLocal === leaflet.head.startsWith('WRITTEN BY THE SMALL MODEL') && isLocal === run.alerts.length > 0
    ? undefined
    : 'The head of the leaflet does not say who wrote it.'
}

export const mountainClinic: YardstickApp = {
  name: 'mountain-clinic',
  story:
    'A clinic in the mountains prints leaflets by GPT. If it is not reachable, or refuses the key, a small model in the cellar writes them for a minute, which their head announces in capitals and an alert says; GPT is not even called in that minute. A leaflet that GPT refuses or cuts is an error, and not asked for again.',
  sources: ['open-webui/open-webui#29533', 'ollama/ollama docs/api.md (done_reason)', 'vellum-ai/vellum-assistant#8108'],
  kind: 'fallback',
  make,
  scripts: judged(wrong, [
    [{ inject: [dnsFailure().for('openai')] }, { after: 5000 }, { after: 120_000 }],
    [{ inject: [serverError().for('openai'), truncatedAtMaxTokens().for('ollama')] }],
    [{ inject: [overloaded().for('openai'), neverResponds().for('ollama')] }],
    [{ inject: [authenticationFailed().for('openai'), connectionRefused().for('ollama').first(1)] }],
    [{ inject: [refusal()] }, { inject: [contentFilter()] }, { inject: [truncatedAtMaxTokens()] }, { inject: [emptyAnswer()] }],
    [{ inject: [quotaExhausted().for('openai'), htmlError({ status: 200 }).for('ollama')] }],
    [{ inject: [rateLimited({ retryAfter: '10m' }).for('openai')], copies: 3 }],
    [{ inject: [outage()] }, { inject: [outage()] }],
    [{ inject: [neverResponds()] }],
    [{ inject: [neverResponds()], abortAfter: 30_000 }],
    [{ inject: [neverResponds()], abortAfter: 5000 }],
  ]),
}
