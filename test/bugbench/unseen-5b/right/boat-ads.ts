import { GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  truncatedAtMaxTokens,
  emptyAnswer,
  errorWithStatus200,
  invalidStructuredOutput,
  neverResponds,
  overloaded,
  quotaExhausted,
  rateLimited,
  refusal,
  serverError,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged } from '../judged.ts'
import { AnswerError, patiently, ReplyError } from '../patiently.ts'

const Boat = z.strictObject({ model: z.string().min(1), year: z.number(), extras: z.array(z.string()) })

type Outcome =
  | { readonly kind: 'read'; readonly boat: z.infer<typeof Boat>; readonly rounds: number }
  | { readonly kind: 'for a person'; readonly problem: string; readonly lastAnswer: string }

const Reply = z.object({
  candidates: z
    .array(z.object({ finishReason: z.string(), content: z.object({ parts: z.array(z.object({ text: z.string().optional() })) }) }))
    .min(1),
})

interface Turn {
  readonly role: 'user' | 'model'
  readonly parts: readonly { readonly text: string }[]
}

const turn = (role: Turn['role'], text: string): Turn => ({ role, parts: [{ text }] })

function read(text: string): { readonly boat: z.infer<typeof Boat> } | { readonly problem: string } {
  try {
    const read = Boat.safeParse(JSON.parse(text))
    return read.success ? { boat: read.data } : { problem: z.prettifyError(read.error) }
  } catch (error) {
    return { problem: String(error) }
  }
}

function make(): Task {
  const client = new GoogleGenAI({ apiKey: 'test' })

  async function ask(turns: readonly Turn[], end: number, signal: AbortSignal | undefined): Promise<string> {
    return patiently(
      async (within) => {
        const reply = Reply.safeParse(
          await client.models.generateContent({
            model: 'gemini-2.5-flash',
            contents: turns.map(({ role, parts }) => ({ role, parts: [...parts] })),
            config: { abortSignal: within, responseMimeType: 'application/json', responseJsonSchema: z.toJSONSchema(Boat) },
          }),
        )
        if (!reply.success) throw new ReplyError('Gemini sent something else than an answer.', { cause: reply.error })
        const [candidate] = reply.data.candidates
        if (candidate?.finishReason !== 'STOP') throw new AnswerError(`Gemini stopped: ${candidate?.finishReason}.`)
        return candidate.content.parts.map((part) => part.text ?? '').join('')
      },
      { who: 'Gemini', signal, tries: 2, perTry: 15_000, inTotal: Math.max(1, end - Date.now()) },
    )
  }

  return async ({ observe, signal }): Promise<Outcome> => {
    const end = Date.now() + 60_000
    const turns = [turn('user', 'Read this advertisement: "Folkboat, built in Denmark in the year of the moon landing, with a stove." ...')]
    for (let rounds = 1; ; rounds += 1) {
      const answer = await ask(turns, end, signal)
      const reading = read(answer)
      if ('boat' in reading) return { kind: 'read', boat: reading.boat, rounds }
      if (rounds === 3) {
        observe.alert(`An advertisement is for a person to read: ${reading.problem}`)
        return { kind: 'for a person', problem: reading.problem, lastAnswer: answer }
      }
      turns.push(turn('model', answer === '' ? '(nothing)' : answer), turn('user', `That does not fit: ${reading.problem} Correct it.`))
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const outcome = run.value as Outcome | undefined
  if (run.journal.calls.length > 6) return `An advertisement takes ${run.journal.calls.length} calls.`
  if (outcome === undefined) return undefined
  if (outcome.kind === 'for a person') return run.alerts.length > 0 ? undefined : 'Nobody knows that there is something to read.'
  return Boat.safeParse(outcome.boat).success ? undefined : 'What was read does not fit the schema.'
}

export const boatAds: YardstickApp = {
  name: 'boat-ads',
  story:
    'Gemini reads advertisements of boats by a schema. An answer that does not fit goes back with the problem, so that calls follow one another in one conversation; after three rounds the value is { kind: "for a person" } with the last answer, and the desk is alerted. The conversation ends with the run.',
  sources: ['instructor-ai/instructor-js src/instructor.ts', 'googleapis/js-genai README.md (responseJsonSchema)'],
  kind: 'content',
  make,
  scripts: judged(wrong, [
    [{ inject: [invalidStructuredOutput()] }],
    [{ inject: [invalidStructuredOutput().first(2)] }, {}],
    [{ inject: [invalidStructuredOutput().first(1), serverError().nth(2)] }],
    [{ inject: [truncatedAtMaxTokens()] }, { inject: [refusal()] }, { inject: [emptyAnswer()] }, { inject: [errorWithStatus200()] }],
    [{ inject: [overloaded()] }, { inject: [rateLimited({ retryAfter: '10s' }).first(1)] }, { inject: [quotaExhausted()] }],
    [{ inject: [neverResponds()] }],
    [{ inject: [invalidStructuredOutput().first(1), neverResponds().nth(2)], abortAfter: 5000 }],
  ]),
}
