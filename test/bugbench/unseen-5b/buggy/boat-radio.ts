import OpenAI from 'openai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { truncatedAtMaxTokens, dnsFailure, serverError } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askOpenAI } from '../asked.ts'
import { AnswerError, patiently, ProviderError, ReplyError } from '../patiently.ts'

const question = 'The bilge pump of our boat stopped. What do we check first, and in which order?'

const LocalReply = z.object({ done: z.boolean(), message: z.object({ content: z.string() }) })

interface Advice {
  readonly text: string
  /** Shown above the text. */
  readonly from: 'online' | 'on board'
}

class LocalError extends Error {
  override readonly name = 'LocalError'
  readonly status: number

  constructor(status: number) {
    super(`The model on board answered with status ${status}.`)
    this.status = status
  }
}

async function askOnBoard(signal: AbortSignal): Promise<string> {
  const response = await fetch('http://localhost:11434/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'llama3.2',
      stream: false,
      options: { num_predict: 600 },
      messages: [{ role: 'user', content: question }],
    }),
    signal,
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw new LocalError(response.status)
  }
  const read = LocalReply.safeParse(await response.json().catch(() => undefined))
  if (!read.success) throw new ReplyError('The model on board sent something else than an answer.', { cause: read.error })
  const { done, message } = read.data
  if (!done || message.content.trim() === '') throw new AnswerError('The model on board did not finish.')
  return message.content
}

function make(): Task {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })

  return async ({ signal }): Promise<Advice> => {
    try {
      const text = await patiently(
        async (within) =>
          askOpenAI(client, within, { model: 'gpt-4o', max_completion_tokens: 600, messages: [{ role: 'user', content: question }] }),
        { who: 'OpenAI', signal, tries: 2, perTry: 10_000, inTotal: 20_000 },
      )
      return { text, from: 'online' }
    } catch (error) {
      signal?.throwIfAborted()
      // A refusal is one on board, too. Only what never got an answer goes to the local model.
      if (!(error instanceof ProviderError)) throw error
      return { text: await patiently(askOnBoard, { who: 'The model on board', signal, tries: 2, perTry: 60_000 }), from: 'on board' }
    }
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const run = runs[0]?.[0]
  const call = run?.journal.calls.findLast(({ provider }) => provider === 'ollama')
  return run?.error === undefined && call?.finish === 'length' ? 'The list of checks ends in mid-sentence, and passes as whole.' : undefined
}

export const boatRadio: YardstickApp = {
  name: 'boat-radio',
  story:
    'Sailors ask GPT what to do, or a small Llama on board when they are offline, and see which one answered. The bug: the answer of the local model counts as whole if it is "done", which it also is at its token limit; done_reason is not read. Offline, the list of checks ends somewhere, and nobody knows.',
  sources: ['ollama/ollama docs/api.md (done_reason)', 'HKUDS/LightRAG#3446', 'open-webui/open-webui#29533'],
  faultsNeeded: 2,
  kind: 'fallback',
  make,
  scripts: [
    { steps: [{ inject: [dnsFailure().for('openai'), truncatedAtMaxTokens().for('ollama')] }], wrong },
    { steps: [{ inject: [serverError().for('openai'), truncatedAtMaxTokens({ after: 8 }).for('ollama')] }], wrong },
  ],
}
