import { ApiError, GoogleGenAI } from '@google/genai'
import type { Task } from '../../../../src/property/index.ts'
import { authenticationFailed, badRequest } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askGemini } from '../asked.ts'
import { patiently, ProviderError } from '../patiently.ts'

const clause = 'The owner of parcel 17 grants the owner of parcel 18 a right of way of three metres along the northern border, for good.'
const deed = Array.from({ length: 60 }, (_, index) => `${index + 1}. ${clause}`).join('\n')

/** Below this length a text is not split any more. */
const shortest = 400

function halves(text: string): [string, string] {
  const middle = text.indexOf('\n', text.length / 2)
  const at = middle === -1 ? text.length / 2 : middle
  return [text.slice(0, at), text.slice(at)]
}

/** Gemini answers a prompt that is too long with INVALID_ARGUMENT. */
const isTooLong = (error: unknown): boolean =>
  error instanceof ProviderError && error.cause instanceof ApiError && error.cause.status === 400

function make(): Task {
  const client = new GoogleGenAI({ apiKey: 'test' })

  const ask = async (prompt: string, signal: AbortSignal | undefined): Promise<string> =>
    patiently(async (within) => askGemini(client, within, 'gemini-2.5-flash', prompt), { who: 'Gemini', signal })

  /** Summarizes a text; one that is too long in two halves. */
  async function digest(text: string, signal: AbortSignal | undefined): Promise<string> {
    try {
      return await ask(`List the rights and duties in this part of a deed:\n${text}`, signal)
    } catch (error) {
      if (!isTooLong(error) || text.length < shortest) throw error
      const parts = await Promise.all(halves(text).map(async (half) => digest(half, signal)))
      return ask(`Merge these lists of rights and duties:\n${parts.join('\n')}`, signal)
    }
  }

  return async ({ signal }) => digest(deed, signal)
}

const wrong = (run: ScriptedRun | undefined): string | undefined =>
  (run?.journal.calls.length ?? 0) > 20 ? `A deed is refused in ${run?.journal.calls.length} calls.` : undefined

export const deedSplitter: YardstickApp = {
  name: 'deed-splitter',
  story:
    'Gemini lists the rights in a land deed; a deed that is too long is split in halves, and those again. The bug: every status 400 counts as "too long", also a rejected key and a parameter that the provider no longer takes. One deed then costs dozens of refused calls at once, and they count against the limit of all users.',
  sources: ['googleapis/js-genai src/errors.ts', 'hydropix/TranslateBooksWithLLMs#204', 'akitaonrails/ai-memory#617'],
  faultsNeeded: 1,
  kind: 'permanent',
  make,
  scripts: [
    { steps: [{ inject: [badRequest()] }], wrong: (runs) => wrong(runs[0]?.[0]) },
    { steps: [{ inject: [authenticationFailed()] }], wrong: (runs) => wrong(runs[0]?.[0]) },
  ],
}
