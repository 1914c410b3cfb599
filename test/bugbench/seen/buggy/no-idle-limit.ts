import Anthropic from '@anthropic-ai/sdk'
import { stalledStream } from '../../../../faults/index.ts'
import { neverSettled } from '../checks.ts'
import { settlesWithin } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const noIdleLimit: YardstickApp = {
  name: 'no-idle-limit',
  story:
    'A terminal assistant with messages.stream of the Anthropic SDK. Bug: the timeout of the client ends with the headers, and nothing limits the silence within the stream, so a stalled answer hangs the session for good.',
  sources: ['anomalyco/opencode#37580', 'QwenLM/qwen-code#5143', 'microsoft/amplifier#339'],
  faultsNeeded: 1,
  kind: 'stream',
  fitting: settlesWithin('10m'),
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })

    return async ({ observe, signal }) => {
      const stream = client.messages.stream(
        { model: 'claude-sonnet-4-6', max_tokens: 1_000, messages: [{ role: 'user', content: 'Explain this stack trace.' }] },
        { signal },
      )
      let isOver = false
      stream.on('streamEvent', ({ type }) => {
        isOver ||= type === 'message_stop'
      })
      stream.on('text', (piece) => {
        if (!isOver) observe.streamed(piece)
      })
      const message = await stream.finalMessage()
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text === '') throw new Error(`Stopped by ${message.stop_reason ?? 'nothing'}.`)
      return text
    }
  },
  scripts: [
    {
      steps: [{ inject: [stalledStream({ afterDeltas: 3 }).first(1)] }],
      wrong: (runs) => (neverSettled(runs[0]![0]!) ? 'The session hangs in the middle of an answer.' : undefined),
    },
  ],
}
