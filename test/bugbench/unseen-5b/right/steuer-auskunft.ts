import { Mistral } from '@mistralai/mistralai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  wrongErrorFormat,
  authenticationFailed,
  contentFilter,
  truncatedAtMaxTokens,
  emptyBody,
  htmlError,
  modelNotFound,
  neverResponds,
  noChoices,
  overloaded,
  paymentRequired,
  rateLimited,
  serverError,
  tlsFailure,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { AnswerError, patiently, ProviderError, ReplyError, statusOf } from '../patiently.ts'

type Auskunft =
  | { readonly art: 'Antwort'; readonly text: string }
  | { readonly art: 'Keine Auskunft'; readonly grund: string }
  | { readonly art: 'Störung'; readonly grund: string; readonly erneut: 'gleich' | 'erst nach Meldung der Technik' }

const Reply = z.object({
  choices: z.array(z.object({ finishReason: z.string(), message: z.object({ content: z.string().nullish() }) })).min(1),
})

/** Was der Bürger liest. Die Ursache liest die Technik. */
function störung(error: ProviderError): Auskunft {
  const status = statusOf(error.cause)
  if (status === 429) return { art: 'Störung', grund: 'Zurzeit fragen zu viele zugleich.', erneut: 'gleich' }
  if (status !== undefined && status < 500 && status !== 408 && status !== 409)
    return { art: 'Störung', grund: 'Der Dienst ist uns derzeit gesperrt.', erneut: 'erst nach Meldung der Technik' }
  if (status === undefined) return { art: 'Störung', grund: 'Der Dienst ist nicht erreichbar.', erneut: 'gleich' }
  return { art: 'Störung', grund: 'Der Dienst ist gestört.', erneut: 'gleich' }
}

function make(): Task {
  const client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })

  async function frage(signal: AbortSignal): Promise<string> {
    const reply = await client.chat.complete(
      {
        model: 'mistral-large-latest',
        messages: [{ role: 'user', content: 'Kann ich die Fahrt zur Arbeit mit dem Rad von der Steuer absetzen?' }],
      },
      { signal },
    )
    const read = Reply.safeParse(reply)
    if (!read.success) throw new ReplyError('Mistral sent something else than an answer.', { cause: read.error })
    const [choice] = read.data.choices
    if (choice?.finishReason !== 'stop') throw new AnswerError(`The answer is cut: ${choice?.finishReason}.`)
    if (!choice.message.content?.trim()) throw new AnswerError('The answer is empty.')
    return choice.message.content
  }

  return async ({ observe, signal }): Promise<Auskunft> => {
    try {
      return { art: 'Antwort', text: await patiently(frage, { who: 'Mistral', signal, tries: 2, perTry: 15_000, inTotal: 40_000 }) }
    } catch (error) {
      signal?.throwIfAborted()
      observe.alert(String(error))
      if (error instanceof ProviderError) return störung(error)
      if (error instanceof AnswerError)
        return { art: 'Keine Auskunft', grund: 'Dazu kam keine vollständige Antwort. Bitte fragen Sie das Finanzamt.' }
      throw error
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const auskunft = run.value as Auskunft | undefined
  if (auskunft === undefined) return undefined
  if (auskunft.art === 'Antwort') return wholeAnswers(run).includes(auskunft.text) ? undefined : 'Half an answer passes as one.'
  return run.alerts.length === 0 ? 'The failure is hidden from the team.' : undefined
}

export const steuerAuskunft: YardstickApp = {
  name: 'steuer-auskunft',
  story:
    'A tax service in German by Mistral. It resolves also when the provider fails, with a value whose "art" is "Störung" or "Keine Auskunft", a reason in German that a citizen understands, and whether it makes sense to ask again; the true cause goes to the team as an alert.',
  sources: [
    'gcanti/fp-ts docs/modules/TaskEither.ts.md',
    'mistralai/client-ts src/models/errors',
    'Effect-TS/effect packages/effect/src/Data.ts',
  ],
  kind: 'content',
  make,
  scripts: judged(wrong, [
    [{ inject: [overloaded()] }, { inject: [serverError().first(1)] }],
    [{ inject: [rateLimited({ retryAfter: '8s' }).first(1)] }, { inject: [rateLimited({ retryAfter: '5m' })] }],
    [{ inject: [authenticationFailed()] }, { inject: [paymentRequired()] }, { inject: [modelNotFound()] }],
    [{ inject: [truncatedAtMaxTokens()] }, { inject: [contentFilter()] }, { inject: [noChoices()] }],
    [{ inject: [htmlError({ status: 200 })] }, { inject: [htmlError()] }, { inject: [emptyBody()] }, { inject: [wrongErrorFormat()] }],
    [{ inject: [tlsFailure()] }],
    [{ inject: [neverResponds()] }],
    [{ inject: [neverResponds()], abortAfter: 5000 }],
  ]),
}
