import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { generateText, type LanguageModel } from 'ai'
import type { Task } from '../../../../src/property/index.ts'
import {
  connectionReset,
  contentFilter,
  truncatedAtMaxTokens,
  emptyAnswer,
  modelNotFound,
  neverResponds,
  overloaded,
  quotaExhausted,
  rateLimited,
  repeatedLoop,
  serverError,
  slowFirstToken,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { AnswerError, patiently, within } from '../patiently.ts'

const question = 'When may I burn the cuttings of my hedge on the allotment?'
/** The longest time for a title, in ms. */
const titlePatience = 5000

interface Title {
  readonly text: string
  /** By whom: by the model, or the first words of the question, in grey. */
  readonly from: 'model' | 'question'
}

interface Turn {
  readonly answer: string
  readonly title: Title
}

async function whole(model: LanguageModel, prompt: string, signal: AbortSignal): Promise<string> {
  const { text, finishReason } = await generateText({ model, prompt, abortSignal: signal, maxRetries: 0 })
  if (finishReason !== 'stop' || text.trim() === '') throw new AnswerError(`The model did not finish: ${finishReason}.`)
  return text
}

function make(): Task {
  const claude = createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6')
  const flash = createGoogleGenerativeAI({ apiKey: 'test' })('gemini-2.5-flash')

  async function titleFor(report: (text: string) => void, signal: AbortSignal): Promise<Title> {
    try {
      const title = await whole(flash, `Give this question a title of at most six words: ${question}`, within(titlePatience, signal))
      return { text: title.split(/\s+/).slice(0, 6).join(' '), from: 'model' }
    } catch (error) {
      if (!signal.aborted) report(`No title by the model: ${String(error)}`)
      return { text: `${question.split(' ').slice(0, 5).join(' ')} …`, from: 'question' }
    }
  }

  return async ({ observe, signal }): Promise<Turn> => {
    const over = new AbortController()
    const title = titleFor((text) => observe.alert(text), signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]))
    try {
      const answer = await patiently(async (within) => whole(claude, question, within), {
        who: 'Anthropic',
        signal,
        perTry: 15_000,
        inTotal: 45_000,
      })
      observe.streamed(answer)
      return { answer, title: await title }
    } finally {
      // Without an answer there is nothing to give a title to.
      over.abort(new Error('The turn is over.'))
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const turn = run.value as Turn | undefined
  if (turn === undefined) return undefined
  const answers = wholeAnswers(run)
  if (!answers.includes(turn.answer)) return 'Half an answer passes as one.'
  if (turn.title.from === 'question') return run.alerts.length > 0 ? undefined : 'Nobody knows that titles fail.'
  return answers.some((answer) => answer.startsWith(turn.title.text.split(' ')[0] ?? '')) ? undefined : 'The title is by nobody.'
}

export const allotmentDesk: YardstickApp = {
  name: 'allotment-desk',
  story:
    'Gardeners ask Claude, and Gemini finds a title at the same time. The title is optional: it gets five seconds and no retry, and if it fails the title is the first words of the question, marked as that, with an alert, while the answer counts as a full success. If there is no answer, the call for the title is stopped.',
  sources: ['xataio/agent#134', 'mastra-ai/mastra#18612', 'danny-avila/LibreChat#6312'],
  kind: 'race',
  make,
  scripts: judged(wrong, [
    [{ inject: [serverError().for('gemini')] }, { inject: [contentFilter().for('gemini')] }],
    [{ inject: [slowFirstToken({ by: '20s' }).for('gemini')] }, { inject: [neverResponds().for('gemini')], copies: 2 }],
    [{ inject: [modelNotFound().for('gemini'), overloaded().for('anthropic').first(1)] }],
    [{ inject: [neverResponds().for('gemini'), rateLimited({ retryAfter: '12s' }).for('anthropic').first(1)] }],
    [{ inject: [truncatedAtMaxTokens()] }, { inject: [repeatedLoop()] }, { inject: [emptyAnswer()] }],
    [{ inject: [quotaExhausted()] }, { inject: [connectionReset()] }],
    [{ inject: [neverResponds()] }],
    [{ inject: [neverResponds()], abortAfter: 3000 }],
    [{ inject: [neverResponds().for('anthropic')], abortAfter: 3000 }],
  ]),
}
