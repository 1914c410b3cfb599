import { FinishReason, GoogleGenAI } from '@google/genai'
import { overloaded, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Item {
  readonly number: number
  readonly title: string
}

interface Digest {
  readonly text: string
  readonly covers: readonly number[]
}

const titles = ['The harbour gets a second crane', 'The ferry to the islands runs until ten', 'The old mill opens as a museum']

class Feed {
  readonly #items: Item[] = []

  publish(): void {
    for (const title of titles) this.#items.push({ number: this.#items.length + 1, title })
  }

  after(number: number): readonly Item[] {
    return this.#items.slice(number)
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const digests = runs.flat().map(({ value }) => value as Digest | undefined)
  const covered = new Set(digests.flatMap((digest) => digest?.covers ?? []))
  const last = Math.max(0, ...covered)
  const lost = Array.from({ length: last }, (_, at) => at + 1).filter((number) => !covered.has(number))
  return lost.length === 0 ? undefined : `The items ${lost.join(', ')} are in no digest, and the one after them was sent.`
}

export const morningDigest: YardstickApp = {
  name: 'morning-digest',
  story: `A digest of the news since the last one, by cron, on the Google SDK. A run that fails reports it, and cron calls again the next
    morning. Bug: the cursor into the feed moves before the digest is written, so the news of a morning on which the model failed are in
    no digest at all.`,
  sources: ['garrytan/gbrain#500', 'alphagov/email-alert-api#1405', 'dailydotdev/daily-api#2925'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test' })
    const feed = new Feed()
    let cursor = 0

    async function write(items: readonly Item[], signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.timeout(50_000)
      const list = items.map(({ title }) => `- ${title}`).join('\n')
      try {
        const response = await client.models.generateContent({
          model: 'gemini-2.5-flash',
          contents: `Write a short digest of the news of this town:\n${list}`,
          config: { abortSignal: AbortSignal.any([signal, limit]) },
        })
        const candidate = response.candidates?.[0]
        if (candidate?.finishReason !== FinishReason.STOP) throw new Error(`the digest ended with ${candidate?.finishReason ?? 'nothing'}`)
        const text = (candidate.content?.parts ?? []).map((part) => part.text ?? '').join('')
        if (text.trim() === '') throw new Error('the digest is empty')
        return text
      } catch (error) {
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'no answer within 50 s' : error instanceof Error ? error.message : String(error)
        throw new Error(`No digest this morning: ${reason}`, { cause: error })
      }
    }

    return async ({ signal }): Promise<Digest> => {
      feed.publish()
      const fresh = feed.after(cursor)
      cursor += fresh.length
      return { text: await write(fresh, signal), covers: fresh.map(({ number }) => number) }
    }
  },
  scripts: [
    { steps: [{ inject: [overloaded()] }, { after: 86_400_000 }], wrong },
    { steps: [{}, { after: 86_400_000, inject: [truncatedStream({ at: '100 bytes' })] }, { after: 86_400_000 }], wrong },
  ],
}
