import { z } from 'zod'
import { overloaded, quotaExhausted } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps, notSaid } from '../common-steps.ts'

const Completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string().min(1) }), finish_reason: z.literal('stop') })]),
})

class Permanent extends Error {}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true })
  })

/** A nightly job without a waiting user. */
export const patientDigest: YardstickApp = {
  name: 'patient-digest',
  story:
    'A nightly digest calls OpenAI by fetch. As nobody waits for it, it tries for up to two hours, ten minutes or what Retry-After asks apart, hands a permanent error on at once, and tells how many tries it took.',
  sources: ['ai-christianson/RA.Aid#167', 'Gitlawb/openclaude#249'],
  kind: 'transient',
  make() {
    async function attempt(signal: AbortSignal): Promise<string | number> {
      const response = await fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Write the digest of the council meeting.' }] }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]),
      })
      const body = await response.text()
      if (response.ok) return Completion.parse(JSON.parse(body)).choices[0].message.content
      const isTransient = response.status >= 500 || response.status === 408 || response.status === 429
      if (!isTransient || body.includes('insufficient_quota')) throw new Permanent(`OpenAI answered ${response.status}: ${body}`)
      const header = response.headers.get('retry-after') ?? ''
      const asked = /^[\d.]+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
      return Number.isFinite(asked) ? asked : 0
    }
    return async ({ signal }) => {
      const end = Date.now() + 2 * 3_600_000
      for (let tries = 1; ; tries++) {
        const result = await attempt(signal).catch((error: unknown) => {
          if (error instanceof Permanent || signal.aborted) throw error
          return 0
        })
        if (typeof result === 'string') return { text: result, tries }
        const wait = Math.max(result, 600_000)
        if (Date.now() + wait > end) throw new Error(`There is no digest after ${tries} tries.`)
        await sleep(wait, signal)
      }
    }
  },
  scripts: [...commonSteps, [{ inject: [overloaded({ retryAfter: '30s' }).first(5)] }], [{ inject: [quotaExhausted()] }, {}]].map(
    (steps) => ({
      steps,
      wrong(runs) {
        const { value } = (runs.at(-1)?.[0] ?? {}) as { value?: { text: string } }
        return value ? notSaid(value.text, runs) : 'The digest is not written.'
      },
    }),
  ),
}
