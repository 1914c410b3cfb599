import { Mistral } from '@mistralai/mistralai'
import { contentFilter } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps, notSaid } from '../common-steps.ts'

const lines = ['The tide is out.', 'We have to cross before six.', 'Who has locked the gate?', 'Wait for the lantern.']

interface Subtitle {
  readonly line: string
  readonly text?: string
  readonly error?: string
}

/** A subtitler that delivers what it has. */
export const partialSubtitles: YardstickApp = {
  name: 'partial-subtitles',
  story:
    'A subtitler translates four lines by Mistral, two at a time, each line for itself. It delivers all lines in their order, those that failed without a text and with their error, even if that is all of them; a later run translates only what is missing.',
  sources: ['itlackey/akm#812', 'microsoft/agent-governance-toolkit#2942'],
  kind: 'content',
  make() {
    const client = new Mistral({ apiKey: 'test', timeoutMs: 30_000 })
    const done = new Map<string, string>()
    async function translate(line: string, signal: AbortSignal): Promise<Subtitle> {
      const known = done.get(line)
      if (known !== undefined) return { line, text: known }
      try {
        const messages = [{ role: 'user' as const, content: `Translate into Danish: ${line}` }]
        const choice = (await client.chat.complete({ model: 'mistral-small-latest', messages }, { fetchOptions: { signal } })).choices[0]
        const text = choice?.message?.content
        if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '')
          throw new Error(`ended with ${choice?.finishReason}`)
        done.set(line, text)
        return { line, text }
      } catch (error) {
        signal.throwIfAborted()
        return { line, error: error instanceof Error ? error.message : String(error) }
      }
    }
    return async ({ signal }) => {
      const subtitles: Subtitle[] = []
      for (let index = 0; index < lines.length; index += 2) {
        subtitles.push(...(await Promise.all(lines.slice(index, index + 2).map((line) => translate(line, signal)))))
      }
      return subtitles
    }
  },
  scripts: [...commonSteps, [{ inject: [contentFilter().nth(3)] }, { after: 24 * 3_600_000 }]].map((steps) => ({
    steps,
    wrong(runs) {
      const results = runs.flat().map((run) => (run.value ?? []) as Subtitle[])
      if (results.some((subtitles) => subtitles.map(({ line }) => line).join() !== lines.join())) return 'Lines are missing.'
      if (results.at(-1)?.some(({ text }) => text === undefined)) return 'The subtitler does not recover.'
      return results.flatMap((all) => all.map(({ text }) => text && notSaid(text, runs))).find((problem) => problem)
    },
  })),
}
