import OpenAI from 'openai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  contentFilter,
  truncatedAtMaxTokens,
  duplicatedEvent,
  emptyAnswer,
  errorWithStatus200,
  htmlError,
  midStreamError,
  terminalEventMissing,
  neverResponds,
  overloaded,
  refusal,
  serverError,
  slowDrip,
  stalledStream,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { AnswerError, patiently, ReplyError, within } from '../patiently.ts'

type Told =
  | { readonly kind: 'story'; readonly text: string }
  | { readonly kind: 'withdrawn'; readonly why: 'not whole' | 'not for children' | 'not checked' }

const Verdict = z.object({ results: z.array(z.object({ flagged: z.boolean() })).min(1) })
const Whole = z.object({
  status: z.literal('completed'),
  output: z.array(z.object({ type: z.string(), content: z.array(z.object({ type: z.string(), text: z.string().optional() })).optional() })),
})

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })

  /** Shows the story while it arrives. Returns the text of the last event, which counts. */
  async function tell(show: (text: string) => void, signal: AbortSignal | undefined): Promise<string> {
    const limit = within(60_000, signal)
    const stream = await client.responses.create(
      { model: 'gpt-4o', input: 'Tell a story of a hedgehog who finds a letter, for children of five.', stream: true },
      { signal: limit },
    )
    for await (const event of stream) {
      if (event.type === 'response.output_text.delta') show(event.delta)
      if (event.type !== 'response.completed') continue
      const read = Whole.safeParse(event.response)
      if (!read.success) throw new AnswerError('The story is not whole.', { cause: read.error })
      const parts = read.data.output.flatMap(({ content }) => content ?? [])
      if (parts.some(({ type }) => type === 'refusal')) throw new AnswerError('The model refused.')
      const text = parts.map((part) => part.text ?? '').join('')
      if (text.trim() === '') throw new AnswerError('There is no story.')
      return text
    }
    throw new AnswerError(limit.aborted ? 'The story took too long.' : 'The story broke off.')
  }

  async function isFlagged(input: string, signal: AbortSignal | undefined): Promise<boolean> {
    const reply = await patiently(
      async (within) => client.moderations.create({ model: 'omni-moderation-latest', input }, { signal: within }),
      {
        who: 'The moderation',
        signal,
        tries: 2,
        perTry: 8000,
        inTotal: 16_000,
      },
    )
    const read = Verdict.safeParse(reply)
    if (!read.success) throw new ReplyError('The moderation sent no verdict.', { cause: read.error })
    return read.data.results.some(({ flagged }) => flagged)
  }

  return async ({ observe, signal }): Promise<Told> => {
    let shown = ''
    const withdraw = (why: Extract<Told, { kind: 'withdrawn' }>['why'], cause: unknown): Told => {
      signal?.throwIfAborted()
      observe.retracted()
      observe.alert(`Story withdrawn, ${why}: ${String(cause)}`)
      return { kind: 'withdrawn', why }
    }
    let text: string
    try {
      text = await tell((delta) => {
        shown += delta
        observe.streamed(delta)
      }, signal)
    } catch (error) {
      return withdraw('not whole', error)
    }
    if (text !== shown) {
      // Something was lost or doubled on its way: the page shows the text that counts.
      observe.retracted()
      observe.streamed(text)
    }
    try {
      return (await isFlagged(text, signal)) ? withdraw('not for children', 'flagged') : { kind: 'story', text }
    } catch (error) {
      return withdraw('not checked', error)
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const told = run.value as Told | undefined
  if (told?.kind === 'withdrawn') return run.streamed === '' && run.alerts.length > 0 ? undefined : 'A withdrawn story stays on the page.'
  if (told === undefined) return undefined
  if (!run.journal.calls.some(({ endpoint, ending }) => endpoint === 'moderations' && ending === 'complete'))
    return 'A story is told unchecked.'
  const isTold = run.journal.calls[0]?.truth === told.text || wholeAnswers(run).includes(told.text)
  return isTold && run.streamed === told.text ? undefined : 'The story is not as it was told.'
}

export const kidsStory: YardstickApp = {
  name: 'kids-story',
  story:
    'GPT tells a story over the Responses API; the page shows it while it arrives. If it breaks off, if the moderation flags it, or if the moderation fails, it is withdrawn from the page, and the value says why, without an error. If the deltas do not add up to the final text, the page shows that instead.',
  sources: ['openai/openai-node src/resources/responses/responses.ts (response.completed)', 'vercel/chatbot#1060', 'vercel/ai#17499'],
  kind: 'stream',
  make,
  scripts: judged(wrong, [
    [{ inject: [duplicatedEvent().for('responses')] }],
    [{ inject: [midStreamError().for('responses')] }, { inject: [truncatedStream().for('responses')] }],
    [{ inject: [terminalEventMissing().for('responses')] }],
    [{ inject: [truncatedAtMaxTokens()] }, { inject: [contentFilter()] }, { inject: [refusal()] }, { inject: [emptyAnswer()] }],
    [{ inject: [serverError().for('moderations')] }, { inject: [errorWithStatus200()] }],
    [{ inject: [neverResponds().for('moderations')] }],
    [{ inject: [htmlError({ status: 200 })] }, { inject: [overloaded()] }],
    [{ inject: [stalledStream()] }, { inject: [slowDrip()] }],
    [{ inject: [slowDrip()], abortAfter: 5000 }],
  ]),
}
