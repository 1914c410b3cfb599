import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import type { Task } from '../../../../src/property/index.ts'
import {
  contentFilter,
  truncatedAtMaxTokens,
  emptyAnswer,
  flapping,
  neverResponds,
  outage,
  overloaded,
  partialOutage,
  quotaExhausted,
  refusal,
  serverError,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged } from '../judged.ts'
import { AnswerError, patiently } from '../patiently.ts'

const pages = ['The mill at the brook', 'The baker and his cat', 'Winter in the valley', 'The lost boot', 'How the bell came home']

type Progress =
  | { readonly state: 'paused'; readonly done: number; readonly of: number; readonly at: string; readonly why: string }
  | { readonly state: 'finished'; readonly book: readonly string[] }

function make(): Task {
  const model = createOpenAI({ apiKey: 'test' })('gpt-4o')
  /** The checkpoint: a page is in it once it is complete. */
  const saved = new Map<string, string>()
  let delivered = false
  let running = false

  async function translate(page: string, signal: AbortSignal | undefined): Promise<string> {
    return patiently(
      async (within) => {
        const { text, finishReason } = await generateText({
          model,
          prompt: `Translate this page of a story book into the dialect of the valley: ${page} ...`,
          abortSignal: within,
          maxRetries: 0,
        })
        if (finishReason !== 'stop' || text.trim() === '') throw new AnswerError(`The page is not whole: ${finishReason}.`)
        return text
      },
      { who: 'OpenAI', signal, tries: 2, perTry: 15_000, inTotal: 30_000 },
    )
  }

  const paused = (at: string, why: string): Progress => ({ state: 'paused', done: saved.size, of: pages.length, at, why })

  return async ({ observe, signal }): Promise<Progress> => {
    signal?.throwIfAborted()
    if (running) return paused('', 'The book is being translated by another run.')
    running = true
    try {
      for (const page of pages) {
        if (saved.has(page)) continue
        try {
          saved.set(page, await translate(page, signal))
        } catch (error) {
          signal?.throwIfAborted()
          observe.alert(`The book stops at "${page}": ${String(error)}`)
          return paused(page, String(error))
        }
      }
      if (!delivered) {
        signal?.throwIfAborted()
        delivered = true
        observe.effect('deliver the book')
      }
      return { state: 'finished', book: pages.map((page) => saved.get(page) ?? '') }
    } finally {
      running = false
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const progress = run.value as Progress | undefined
  if (progress?.state === 'finished' && progress.book.some((page) => page.trim() === '')) return 'A page is missing in the book.'
  if (progress?.state === 'paused' && progress.at !== '' && run.alerts.length === 0) return 'Nobody knows that the book has stopped.'
  return undefined
}

/** In the end the book is there once, and no page was paid for twice. */
const inTheEnd: YardstickApp['scripts'][number] = {
  steps: [
    { inject: [serverError().forPrompt('Winter')] },
    { inject: [truncatedAtMaxTokens().first(1)] },
    { inject: [neverResponds()], abortAfter: 5000 },
    {},
    {},
  ],
  wrong: (runs) => {
    const all = runs.flat()
    const whole = all.flatMap((run) => run.journal.calls.filter((call) => call.ending === 'complete' && call.finish === 'stop')).length
    if (whole !== pages.length) return `${whole} pages were paid for.`
    return all.flatMap((run) => run.effects).length === 1 && (all.at(-1)?.value as Progress | undefined)?.state === 'finished'
      ? undefined
      : 'The book is not there.'
  },
}

export const dialectBook: YardstickApp = {
  name: 'dialect-book',
  story:
    'A story book is translated page by page; a page that is whole is kept. A failure ends the run with the value { state: "paused" }, the page and the reason, and an alert: the next run goes on at this page, and calls nothing for those before it. The book is delivered once. A second run at the same time does nothing and says so.',
  sources: ['hydropix/TranslateBooksWithLLMs#204', 'pnthn-ai/polar_llama#89', 'peters/horizon#382'],
  kind: 'state',
  make,
  scripts: [
    inTheEnd,
    ...judged(wrong, [
      [{ inject: [overloaded()] }, {}, {}],
      [{ inject: [contentFilter().forPrompt('bell')] }, { inject: [refusal().forPrompt('boot')] }, {}],
      [{ inject: [emptyAnswer()] }, { inject: [quotaExhausted()] }, { inject: [flapping()] }],
      [{ inject: [partialOutage()], copies: 3 }, { copies: 2 }],
      [{ inject: [outage()] }, { inject: [outage()] }],
      [{ inject: [neverResponds()] }],
      [{ inject: [neverResponds().nth(3)], abortAfter: 6000 }, {}],
    ]),
  ],
}
