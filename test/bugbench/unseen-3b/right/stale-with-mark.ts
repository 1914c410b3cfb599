import OpenAI from 'openai'
import { rightScripts } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const staleWithMark: YardstickApp = {
  name: 'stale-with-mark',
  story:
    'A status page caches its daily text for an hour. If no new one can be had it shows the old one, however old, with a mark and its age, and it does not ask again for a minute. Without an old one it hands the error on.',
  sources: ['Kong/swrv#4', 'nestjs-redisx/nestjs-redisx#11', 'koala73/worldmonitor#1522'],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 20_000 })
    let cached: { text: string; at: number } | undefined
    let pausedUntil = 0

    return async ({ signal }) => {
      const now = Date.now()
      if (cached !== undefined && now - cached.at < 3_600_000) return { text: cached.text, stale: false }
      if (cached !== undefined && now < pausedUntil) return { text: cached.text, stale: true, age: now - cached.at }
      try {
        const response = await client.responses.create(
          { model: 'gpt-4o-mini', input: 'Write the text of the day for our status page.' },
          { signal },
        )
        if (response.status !== 'completed' || response.output_text === '')
          throw new Error(`The text is not complete: ${response.status ?? 'no status'}.`)
        cached = { text: response.output_text, at: Date.now() }
        return { text: cached.text, stale: false }
      } catch (error) {
        if (signal.aborted || cached === undefined) throw error
        pausedUntil = Date.now() + 60_000
        return { text: cached.text, stale: true, age: Date.now() - cached.at }
      }
    }
  },
  scripts: rightScripts([], (run) => {
    const value = run.value as { stale: boolean } | undefined
    const failed = run.journal.calls.length > 0 && run.journal.calls.every((call) => call.ending !== 'complete' || call.finish === 'length')
    return value !== undefined && !value.stale && failed ? 'An old text was shown as a new one.' : undefined
  }),
}
