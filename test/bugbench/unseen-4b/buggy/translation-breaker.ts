import { Mistral } from '@mistralai/mistralai'
import { ConnectionError, MistralError, RequestTimeoutError } from '@mistralai/mistralai/models/errors'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Task } from '../../../../src/property/index.ts'
import { contextLengthExceeded, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { askedWait } from '../asked-wait.ts'
import { within } from '../within.ts'

const coolDown = 30_000
const threshold = 3

class CircuitOpenError extends Error {}

/** Whether the provider is down, and not the request wrong. */
const isOutage = (error: unknown): boolean =>
  error instanceof MistralError ? error.statusCode >= 500 : error instanceof ConnectionError || error instanceof RequestTimeoutError

const asksToWait = (error: unknown): boolean => error instanceof MistralError && askedWait(error.headers) > 0

class Breaker {
  #failures = 0
  #openedAt: number | undefined
  #probing = false

  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#openedAt !== undefined) {
      if (this.#probing || Date.now() - this.#openedAt < coolDown)
        throw new CircuitOpenError('Translation is paused, the provider is down.')
      this.#probing = true
    }
    try {
      const value = await work()
      this.#failures = 0
      this.#openedAt = undefined
      this.#probing = false
      return value
    } catch (error) {
      if (isOutage(error)) this.#noteOutage()
      throw error
    }
  }

  #noteOutage(): void {
    this.#failures += 1
    this.#probing = false
    if (this.#failures >= threshold) this.#openedAt = Date.now()
  }
}

function make(): Task {
  const client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' }, timeoutMs: 60_000 })
  const breaker = new Breaker()

  async function translate(signal: AbortSignal | undefined): Promise<string> {
    const reply = await client.chat.complete(
      { model: 'mistral-small-latest', messages: [{ role: 'user', content: 'Translate into French: the shop opens at nine.' }] },
      { signal: within(60_000, signal) },
    )
    const choice = reply.choices[0]
    const text = choice?.message?.content
    if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '') throw new Error('The translation is incomplete.')
    return text
  }

  return async ({ signal }) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await breaker.run(async () => translate(signal))
      } catch (error) {
        if (attempt >= threshold || !isOutage(error) || asksToWait(error)) throw error
        signal?.throwIfAborted()
        await sleep(1000 * 2 ** attempt, undefined, { signal })
      }
    }
  }
}

export const translationBreaker: YardstickApp = {
  name: 'translation-breaker',
  story:
    'Translations by Mistral behind a hand-written circuit breaker that opens after three outages and lets one probe through every 30 s. The bug: if the probe fails by an error that is no outage, its slot is never given back, so the breaker refuses every translation until a restart.',
  sources: ['bytedance/deer-flow#3991', 'JeffOtano/roni#323', 'use-agent-os/agent-os#1605', 'decocms/studio#5322'],
  faultsNeeded: 2,
  kind: 'state',
  make,
  scripts: [
    {
      steps: [{ inject: [serverError()] }, { after: 60_000, inject: [contextLengthExceeded()] }, { after: 86_400_000 }],
      wrong: (runs) =>
        runs[2]?.[0]?.error instanceof CircuitOpenError ? 'A day after the outage the breaker still refuses each translation.' : undefined,
    },
  ],
}
