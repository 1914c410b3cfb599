import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { authenticationFailed, midStreamError, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const run of runs.flat()) {
    const said = (run.value as { said: string } | undefined)?.said ?? ''
    if (run.streamed !== said) return 'What the user heard last is not the answer.'
    if (said !== '' && run.journal.calls.at(-1)?.truth !== said) return 'A broken answer counts as whole.'
  }
  return undefined
}

export const kitchenVoiceTakesBackAndStartsAnew: YardstickApp = {
  name: 'kitchen-voice-takes-back-and-starts-anew',
  story:
    'Voice in a kitchen that speaks while OpenAI streams. If the stream breaks, it says "let me start again", takes back what it said, and has Anthropic answer from the beginning. Unusual: the user hears two beginnings. If both fail, all is taken back and the error is handed on.',
  sources: ['livekit/agents#2852', 'shiaho777/web-to-app#748'],
  kind: 'stream',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0 })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })
    const prompt = 'How long do I cook lentils?'

    async function* first(signal: AbortSignal): AsyncGenerator<string> {
      const stream = await openai.chat.completions.create(
        { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      let finish: string | null = null
      for await (const { choices } of stream) {
        finish = choices[0]?.finish_reason ?? finish
        if (choices[0]?.delta.content) yield choices[0].delta.content
      }
      signal.throwIfAborted()
      if (finish !== 'stop') throw new Error(`OpenAI ended with ${finish}.`)
    }

    async function* second(signal: AbortSignal): AsyncGenerator<string> {
      const stream = anthropic.messages.stream(
        { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: prompt }] },
        { signal },
      )
      for await (const event of stream)
        if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text
      const { stop_reason: reason } = await stream.finalMessage()
      if (reason !== 'end_turn') throw new Error(`Anthropic ended with ${reason}.`)
    }

    return async ({ observe, signal }) => {
      const speak = async (source: AsyncGenerator<string>): Promise<string> => {
        let said = ''
        try {
          for await (const piece of source) {
            observe.streamed(piece)
            said += piece
          }
          if (said === '') throw new Error('The answer is empty.')
          return said
        } catch (error) {
          observe.retracted()
          throw error
        }
      }
      try {
        return { said: await speak(first(AbortSignal.any([signal, AbortSignal.timeout(30_000)]))), by: 'openai' }
      } catch (error) {
        if (signal.aborted) throw error
        observe.alert('Let me start again.')
        return { said: await speak(second(AbortSignal.any([signal, AbortSignal.timeout(30_000)]))), by: 'anthropic' }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream({ afterDeltas: 5 }).for('openai')] }], wrong },
    { steps: [{ inject: [midStreamError({ afterDeltas: 6 })] }], wrong },
    { steps: [{ inject: [authenticationFailed().for('openai')] }, { copies: 2 }], wrong },
  ],
}
