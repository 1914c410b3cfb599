import type { AIMessageChunk } from '@langchain/core/messages'
import { ChatOpenAI } from '@langchain/openai'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  emptyAnswer,
  serverError,
  slowFirstToken,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const photos = ['a harbor at dawn', 'two dogs on a beach', 'an old library', 'a market in the rain']

interface Caption {
  readonly photo: string
  readonly caption: string | null
  readonly problem?: string
}

function captionOf(photo: string, result: AIMessageChunk | Error): Caption {
  if (result instanceof Error) return { photo, caption: null, problem: result.message }
  const reason: unknown = result.response_metadata['finish_reason']
  if (reason !== 'stop' || result.text.trim() === '') return { photo, caption: null, problem: `not finished: ${String(reason)}` }
  return { photo, caption: result.text }
}

function make(): Task {
  const model = new ChatOpenAI({ apiKey: 'test', model: 'gpt-4o-mini', maxRetries: 0 })
  /** Captions outlive a run: the next one requests only those that are missing. */
  const known = new Map<string, string>()

  return async ({ signal }): Promise<Caption[]> => {
    const missing = photos.filter((photo) => !known.has(photo))
    const results: (AIMessageChunk | Error)[] = await model.batch(
      missing.map((photo) => `Write a caption for a photo of ${photo}.`),
      { signal: within(60_000, signal), maxConcurrency: 4 },
      { returnExceptions: true },
    )
    signal?.throwIfAborted()
    const captions = missing.map((photo, index) => captionOf(photo, results[index] ?? new Error('no result')))
    for (const { photo, caption } of captions) if (caption !== null) known.set(photo, caption)
    return photos.map((photo) => {
      const caption = known.get(photo)
      return caption === undefined ? (captions.find((found) => found.photo === photo) ?? { photo, caption: null }) : { photo, caption }
    })
  }
}

function wrong(run: ScriptedRun, earlier: readonly ScriptedRun[]): string | undefined {
  if (run.error !== undefined) return undefined
  const captions = run.value as Caption[]
  if (captions.length !== photos.length) return 'A photo is missing from the result.'
  const calls = [...earlier, run].flatMap(({ journal }) => journal.calls)
  const answersTo = (photo: string): string[] =>
    calls.filter(({ call }) => JSON.stringify(call.messages).includes(photo)).map(({ received }) => received)
  if (captions.some(({ photo, caption }) => caption !== null && !answersTo(photo).includes(caption)))
    return 'A photo has the caption of another.'
  const finished = new Set([...earlier, run].flatMap(finishedAnswers))
  return captions.some(({ caption }) => caption !== null && !finished.has(caption)) ? 'A caption is not a finished one.' : undefined
}

export const photoCaptions: YardstickApp = {
  name: 'photo-captions',
  story:
    'LangChain writes captions in a batch with exceptions returned in place. Each photo is in the result, one that failed with null and the reason, and the next run asks only for those. A batch in which all fail resolves too: it is the marks that count.',
  sources: ['langchain-ai/langchainjs#11665', 'cohere-ai/cohere-python#229', 'yifanfeng97/Hyper-Extract#63'],
  kind: 'transient',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [serverError().forPrompt('two dogs')] }, {}],
      [{ inject: [truncatedStream({ at: '100 bytes' }).forPrompt('old library')] }, { after: 86_400_000 }],
      [{ inject: [authenticationFailed()] }],
      [{ inject: [truncatedAtMaxTokens().first(2), emptyAnswer().nth(3)] }],
      [{ inject: [serverError().first(3)], copies: 2 }],
      [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 5000 }],
    ]),
    recovering(wrong, [{ inject: [serverError()] }, { after: 86_400_000 }]),
  ],
}
