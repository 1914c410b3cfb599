import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { badRequest, truncatedAtMaxTokens, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const pictures = ['a red bicycle', 'an old mill', 'two swans', 'a stone bridge', 'a market stall']

interface Result {
  readonly done: readonly { readonly picture: string; readonly text: string }[]
  readonly failed: readonly { readonly picture: string; readonly reason: string }[]
}

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const run of steps.flat()) {
    if (run.value === undefined) continue
    const { done, failed } = run.value as Result
    if (done.length + failed.length !== pictures.length) return `${pictures.length - done.length - failed.length} pictures are missing.`
    const truths = new Set(steps.flat().flatMap(({ journal }) => journal.calls.map(({ truth }) => truth)))
    const half = done.find(({ text }) => !truths.has(text))
    if (half !== undefined) return `The text of ${half.picture} is not complete.`
  }
  return undefined
}

export const altTextsInParts: YardstickApp = {
  name: 'alt-texts-in-parts',
  story:
    'A museum writes alternative texts for a batch of pictures with the AI SDK, two at a time. It resolves with what it has, and lists what failed and why; texts that are done are kept, and the next run asks for the others only.',
  sources: ['itlackey/akm#874', 'MercuryTechnologies/ada#23', 'music-assistant/support#6117'],
  kind: 'content',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    const texts = new Map<string, string>()

    async function describe(picture: string, signal: AbortSignal): Promise<string> {
      const { text, finishReason } = await generateText({
        model: openai.chat('gpt-4o-mini'),
        prompt: `Write an alternative text for a photograph of ${picture}.`,
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(45_000)]),
      })
      if (finishReason !== 'stop' || text === '') throw new Error(`the text ended with ${finishReason}`)
      return text
    }

    return async ({ signal }): Promise<Result> => {
      const failed: { picture: string; reason: string }[] = []
      const waiting = pictures.filter((picture) => !texts.has(picture))
      const work = async (): Promise<void> => {
        for (let picture = waiting.shift(); picture !== undefined; picture = waiting.shift()) {
          signal.throwIfAborted()
          try {
            texts.set(picture, await describe(picture, signal))
          } catch (error) {
            failed.push({ picture, reason: String(error) })
          }
        }
      }
      await Promise.all([work(), work()])
      signal.throwIfAborted()
      const open = new Set(failed.map(({ picture }) => picture))
      return {
        done: pictures.flatMap((picture) => (open.has(picture) ? [] : [{ picture, text: texts.get(picture) ?? '' }])),
        failed,
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream().nth(3)] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [badRequest().nth(2)] }, {}], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens({ after: 3 }).every(2)] }, {}], wrong },
    {
      steps: [
        { inject: [slowFirstToken({ by: '9s' })], abortAfter: 12_000 },
        { after: 60_000, copies: 2 },
      ],
      wrong,
    },
  ],
}
