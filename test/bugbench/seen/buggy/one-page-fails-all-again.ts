import Anthropic from '@anthropic-ai/sdk'
import { overloaded } from '../../../../faults/index.ts'
import { pause, waitAskedBy } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const pages = ['The lease', 'The deposit', 'The garden', 'The notice period', 'The repairs', 'The signatures']

export const onePageFailsAllAgain: YardstickApp = {
  name: 'one-page-fails-all-again',
  story:
    'Summarizes a contract page by page and then as a whole. Bug: what was summarized is kept nowhere, so each overloaded answer begins the document anew, up to five times, and the customer pays for the same pages again and again.',
  sources: ['music-assistant/support#6117', 'agent0ai/agent-zero#1836'],
  faultsNeeded: 1,
  kind: 'accounting',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })

    async function ask(content: string, signal: AbortSignal): Promise<string> {
      const message = await client.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 600, messages: [{ role: 'user', content }] },
        { signal },
      )
      const [block] = message.content
      if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('A summary is incomplete.')
      return block.text
    }

    async function summarize(signal: AbortSignal): Promise<string> {
      const notes: string[] = []
      for (const page of pages) notes.push(await ask(`Summarize the page: ${page}.`, signal))
      return ask(`Make one summary of these: ${notes.join('\n')}`, signal)
    }

    return async ({ signal }) => {
      for (let restarts = 0; ; restarts++) {
        try {
          return await summarize(signal)
        } catch (error) {
          const mayPass = error instanceof Anthropic.APIConnectionError || error instanceof Anthropic.InternalServerError
          const asked = mayPass ? waitAskedBy(error.headers) : 0
          if (!mayPass || asked > 60_000 || restarts === 5 || signal.aborted) throw error
          await pause(Math.max(asked, 1_000 * 2 ** Math.min(restarts, 5)), signal)
        }
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded().nth(6), overloaded().nth(12)] }],
      wrong: (runs) => {
        const asked = runs[0]![0]!.journal.calls.filter(({ ending }) => ending === 'complete').map(({ key }) => key)
        return asked.length > new Set(asked).size ? `${asked.length} answers were paid, ${new Set(asked).size} were needed.` : undefined
      },
    },
  ],
}
