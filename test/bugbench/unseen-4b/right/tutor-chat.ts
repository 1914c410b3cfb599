import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import {
  badRequest,
  truncatedAtMaxTokens,
  midStreamError,
  overloaded,
  serverError,
  stalledStream,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const stopMark = ' [the student stopped the answer here]'
const kept = 12

interface Answer {
  readonly text: string
  readonly stopped: boolean
}

/** One conversation at a time makes a call: a second question waits for the first answer. */
function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 2 })
  let history: Anthropic.MessageParam[] = []
  let last: Promise<unknown> = Promise.resolve()

  return async ({ observe, signal }) => {
    async function ask(): Promise<Answer> {
      const question: Anthropic.MessageParam = { role: 'user', content: 'Explain photosynthesis once more, in other words.' }
      const remember = (content: string): void => {
        history = [...history, question, { role: 'assistant' as const, content }].slice(-kept)
      }
      let text = ''
      let isEnded = false
      try {
        const stream = client.messages.stream(
          { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [...history, question] },
          { signal: within(90_000, signal) },
        )
        for await (const event of stream) {
          isEnded ||= event.type === 'message_stop'
          if (isEnded || event.type !== 'content_block_delta' || event.delta.type !== 'text_delta') continue
          text += event.delta.text
          observe.streamed(event.delta.text)
        }
        const message = await stream.finalMessage()
        if (message.stop_reason !== 'end_turn' || text.trim() === '')
          throw new Error(`The answer is incomplete: ${String(message.stop_reason)}`)
      } catch (error) {
        if (signal?.aborted) {
          if (text !== '') remember(text + stopMark)
          return { text, stopped: true }
        }
        observe.retracted()
        throw error
      }
      remember(text)
      return { text, stopped: false }
    }

    const answer = last.then(ask)
    last = answer.catch(() => undefined)
    return answer
  }
}

function wrong(run: ScriptedRun): string | undefined {
  for (const { call } of run.journal.calls) {
    const roles = call.messages.map((message) => message.role)
    if (roles.some((role, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'))) return 'The history does not alternate.'
  }
  if (run.error !== undefined) return run.streamed === '' ? undefined : 'A failed answer still stands in the window.'
  const { text, stopped } = run.value as Answer
  return stopped || finishedAnswers(run).includes(text) ? undefined : 'Half an answer passes as a whole one.'
}

export const tutorChat: YardstickApp = {
  name: 'tutor-chat',
  story:
    'A tutor on Claude with a streamed answer and a history that outlives the question. A failed turn is taken back and leaves nothing in the history; one that the student stopped resolves with what there was, and stays in the history with a mark.',
  sources: ['Boise-State-Development/agentcore-public-stack#541', 'NousResearch/hermes-agent#52854', 'tidyverse/ellmer#643'],
  kind: 'history',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }, {}],
      [{}, { inject: [truncatedStream({ afterDeltas: 3, ending: 'reset' })] }, {}],
      [{}, { inject: [truncatedStream({ afterDeltas: 3 })] }, {}],
      [{ inject: [badRequest()] }, {}],
      [{ inject: [truncatedAtMaxTokens()] }, {}],
      [{ inject: [midStreamError()] }, {}],
      [{ inject: [stalledStream({ afterDeltas: 4 })], abortAfter: 8000 }, {}],
      [{ inject: [overloaded({ retryAfter: '5s' }).first(1)], copies: 2 }],
    ]),
    recovering(wrong, [{ inject: [serverError()] }, { after: 86_400_000 }]),
    recovering(wrong, [{ inject: [stalledStream()] }, {}]),
  ],
}
