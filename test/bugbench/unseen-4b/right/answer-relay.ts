import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  badRequest,
  truncatedAtMaxTokens,
  malformedEvent,
  midStreamError,
  serverError,
  splitBytes,
  stalledStream,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const brokenMark = '\n[The answer broke off here.]'

const eventSchema = z.object({
  type: z.string(),
  delta: z.object({ text: z.string().optional(), stop_reason: z.string().nullish() }).optional(),
  error: z.object({ message: z.string() }).optional(),
})

interface Relayed {
  readonly text: string
  readonly complete: boolean
}

async function open(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model: 'claude-sonnet-4-6',
      max_tokens: 500,
      stream: true,
      messages: [{ role: 'user', content: 'How do tides come about?' }],
    }),
    signal,
  })
  if (!response.ok || response.body === null) throw new Error(`Anthropic answered ${response.status}.`)
  return response.body
}

function make(): Task {
  return async ({ observe, signal }): Promise<Relayed> => {
    const body = await open(within(60_000, signal))
    let text = ''
    let reason: string | undefined
    let isEnded = false
    const parser = createParser({
      onEvent({ data }) {
        const event = eventSchema.parse(JSON.parse(data))
        if (event.error !== undefined) throw new Error(event.error.message)
        reason = event.delta?.stop_reason ?? reason
        isEnded ||= event.type === 'message_stop'
        if (event.delta?.text === undefined || isEnded) return
        text += event.delta.text
        observe.streamed(event.delta.text)
      },
    })
    const decoder = new TextDecoder()
    try {
      for await (const bytes of body) parser.feed(decoder.decode(bytes, { stream: true }))
      parser.reset({ consume: true })
    } catch (error) {
      observe.alert(`The stream broke: ${String(error)}`)
      isEnded = false
    }
    signal?.throwIfAborted()
    if (text === '') throw new Error('Anthropic sent no answer.')
    if (isEnded && reason === 'end_turn') return { text, complete: true }
    observe.streamed(brokenMark)
    return { text: text + brokenMark, complete: false }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.error !== undefined) return undefined
  const { text, complete } = run.value as Relayed
  if (run.streamed !== text) return 'The user saw something else than the value says.'
  if (complete) return finishedAnswers(run).includes(text) ? undefined : 'Half an answer passes as complete.'
  return text.endsWith(brokenMark) ? undefined : 'An answer that broke off has no mark.'
}

export const answerRelay: YardstickApp = {
  name: 'answer-relay',
  story:
    'A relay from the events of Anthropic to a browser: each piece goes out as it comes. It cannot take back what was shown, so an answer that breaks off for whatever reason ends with a mark that the user sees, and the value says that it is not complete.',
  sources: ['can1357/oh-my-pi#3362', 'bradyoo12/ai-dev-request#1443', 'google-gemini/gemini-cli#2260'],
  kind: 'stream',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [truncatedStream({ afterDeltas: 3 })] }],
      [{ inject: [truncatedStream({ afterDeltas: 3, ending: 'reset' })] }],
      [{ inject: [badRequest()] }],
      [{ inject: [midStreamError()] }],
      [{ inject: [malformedEvent()], copies: 2 }],
      [{ inject: [truncatedAtMaxTokens()] }],
      [{ inject: [splitBytes({ size: 3 })] }],
      [{ inject: [stalledStream()] }],
      [{ inject: [stalledStream()], abortAfter: 5000 }],
    ]),
    recovering(wrong, [{ inject: [stalledStream()] }, { after: 86_400_000 }]),
  ],
}
