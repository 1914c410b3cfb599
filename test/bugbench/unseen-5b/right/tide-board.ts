import { GoogleGenAI } from '@google/genai'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  emptyAnswer,
  errorWithStatus200,
  flapping,
  neverResponds,
  outage,
  rateLimited,
  serverError,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askGemini } from '../asked.ts'
import { judged, wholeAnswers } from '../judged.ts'
import { patiently } from '../patiently.ts'

const fresh = 30 * 60_000
const atOldest = 6 * 3_600_000

interface Notice {
  readonly text: string
  /** When it was written. */
  readonly at: number
}

type Board =
  | { readonly kind: 'current'; readonly text: string }
  | { readonly kind: 'old'; readonly text: string; readonly since: string; readonly why: string }
  | { readonly kind: 'none'; readonly text: string; readonly why: string }

interface Writing {
  readonly notice: Promise<Notice>
  readonly stop: AbortController
  readers: number
}

function make(): Task {
  const client = new GoogleGenAI({ apiKey: 'test' })
  let last: Notice | undefined
  let open: Writing | undefined

  async function write(signal: AbortSignal): Promise<Notice> {
    const text = await patiently(
      async (within) => askGemini(client, within, 'gemini-2.5-flash', 'Word the tide table of today as a notice for swimmers: ...'),
      { who: 'Gemini', signal, perTry: 10_000, inTotal: 25_000 },
    )
    last = { text, at: Date.now() }
    return last
  }

  function begin(): Writing {
    const stop = new AbortController()
    const begun: Writing = { notice: write(stop.signal), stop, readers: 0 }
    open = begun
    return begun
  }

  /** One notice is written at a time, for all who wait. A reader who leaves does not stop it, the last one does. */
  async function writeOnce(signal: AbortSignal | undefined): Promise<Notice> {
    const writing = open ?? begin()
    writing.readers += 1
    const { promise: left, reject } = Promise.withResolvers<never>()
    const leave = (): void => reject(new DOMException('The reader has left.', 'AbortError'))
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([writing.notice, left])
    } finally {
      signal?.removeEventListener('abort', leave)
      writing.readers -= 1
      // A later caller begins anew, also after a failure.
      if (writing.readers === 0) {
        if (open === writing) open = undefined
        writing.stop.abort(new Error('Nobody waits for it any more.'))
      }
    }
  }

  return async ({ observe, signal }): Promise<Board> => {
    signal?.throwIfAborted()
    if (last !== undefined && Date.now() - last.at < fresh) return { kind: 'current', text: last.text }
    try {
      const { text } = await writeOnce(signal)
      signal?.throwIfAborted()
      return { kind: 'current', text }
    } catch (error) {
      signal?.throwIfAborted()
      const why = String(error)
      observe.alert(`The tide board could not be renewed: ${why}`)
      if (last === undefined || Date.now() - last.at > atOldest)
        return { kind: 'none', text: 'No tide notice at present. Please ask the lifeguard.', why }
      const since = new Date(last.at).toISOString().slice(11, 16)
      return { kind: 'old', text: `As of ${since}, may be out of date: ${last.text}`, since, why }
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const board = run.value as Board | undefined
  if (board?.kind === 'current' && run.journal.calls.length > 0 && !wholeAnswers(run).includes(board.text))
    return 'The board shows what nobody wrote as current.'
  if (board !== undefined && board.kind !== 'current' && run.alerts.length === 0) return 'Nobody knows that the board is not renewed.'
  return undefined
}

const later = { after: 3_600_000 }

export const tideBoard: YardstickApp = {
  name: 'tide-board',
  story:
    'A board for swimmers, written by Gemini, for all readers at once. When it cannot be renewed it shows the old notice with its time and a warning, for six hours, and then refers to the lifeguard. It never rejects because of the provider: the kind of the value says what it is, and the team is alerted each time.',
  sources: ['stale-while-revalidate, RFC 5861 (stale-if-error)', 'atomantic/PortOS#654', 'jeanibarz/knowledge-base-mcp-server#803'],
  kind: 'fallback',
  make,
  scripts: judged(wrong, [
    [{ inject: [serverError()] }, {}],
    [{}, { ...later, inject: [serverError()] }, { ...later, inject: [truncatedAtMaxTokens()] }, later],
    [{}, { after: 8 * 3_600_000, inject: [outage()] }],
    [{ copies: 4, inject: [rateLimited({ retryAfter: '5s' }).first(1)] }],
    [
      { copies: 3, inject: [neverResponds()] },
      { ...later, copies: 3 },
    ],
    [{ inject: [authenticationFailed()] }, { inject: [emptyAnswer()] }, { inject: [errorWithStatus200()] }],
    [{ copies: 3, inject: [neverResponds()], abortAfter: 4000 }, {}],
    [{}, { ...later, inject: [truncatedStream({ at: '60 bytes' })] }, { ...later, inject: [flapping()] }],
  ]),
}
