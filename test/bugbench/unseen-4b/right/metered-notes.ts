import Anthropic from '@anthropic-ai/sdk'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  overloaded,
  serverError,
  slowFirstToken,
  truncatedStream,
  usageMissing,
  usageZero,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const perDay = 400_000
/** What one note can cost at most, in tokens. */
const atMost = 20_000

interface Note {
  readonly text: string
  readonly complete: boolean
  readonly tokens: number
  readonly estimated: boolean
}

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 2, timeout: 60_000 })
  let reserved = 0
  let spent = 0
  let day = Math.floor(Date.now() / 86_400_000)

  function reserve(): void {
    const today = Math.floor(Date.now() / 86_400_000)
    if (today !== day) spent = 0
    day = today
    if (spent + reserved + atMost > perDay) throw new Error('The tokens of today are used up.')
    reserved += atMost
  }

  return async ({ signal }): Promise<Note> => {
    reserve()
    let cost = 0
    try {
      const message = await client.messages.create(
        { model: 'claude-haiku-4-5', max_tokens: 800, messages: [{ role: 'user', content: 'Turn the talk about soil into study notes.' }] },
        { signal: within(90_000, signal) },
      )
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      const counted = (message.usage?.input_tokens ?? 0) + (message.usage?.output_tokens ?? 0)
      // A bill of zero for a text is invalid: four characters are about one token.
      const estimated = counted === 0 && text !== ''
      cost = estimated ? Math.ceil(text.length / 4) + 20 : counted
      if (text.trim() === '') throw new Error('The notes are empty.')
      if (message.stop_reason !== 'end_turn' && message.stop_reason !== 'max_tokens')
        throw new Error(`No notes: ${String(message.stop_reason)}`)
      return { text, complete: message.stop_reason === 'end_turn', tokens: cost, estimated }
    } finally {
      reserved -= atMost
      spent += cost
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.error !== undefined) return String(run.error).includes('used up') ? 'The budget leaks.' : undefined
  const { text, complete, tokens } = run.value as Note
  if (complete && !finishedAnswers(run).includes(text)) return 'Half a note passes as complete.'
  return text !== '' && tokens === 0 ? 'A note was free.' : undefined
}

export const meteredNotes: YardstickApp = {
  name: 'metered-notes',
  story:
    'Study notes by Claude under a budget for the day: reserved before the call, settled or given back after it, whatever happens. A response without usage is estimated by its length and marked; notes that were cut by the limit are handed over as not complete.',
  sources: ['perminder-klair/subwave#1195', 'librefang/librefang#4011', 'andreasronge/ptc_runner#1679'],
  kind: 'accounting',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError()] }],
      [{ inject: [truncatedStream({ at: '100 bytes' })] }],
      [{ inject: [authenticationFailed()] }],
      [{ inject: [truncatedAtMaxTokens()] }],
      [{ inject: [usageMissing()] }],
      [{ inject: [usageZero()] }],
      [{ inject: [overloaded({ retryAfter: '20s' }).first(1)], copies: 2 }],
      [{ inject: [slowFirstToken({ by: '20s' })], abortAfter: 5000 }],
    ]),
    recovering(wrong, [{ inject: [serverError()], copies: 12 }, { inject: [serverError()], copies: 12 }, { after: 3_600_000 }]),
  ],
}
