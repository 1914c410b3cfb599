import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'
import { truncatedStream } from '../../../../faults/catalogue.ts'
import type { Observe } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const voiceSpeaksTheRestOfTheLastAnswer: YardstickApp = {
  name: 'voice-speaks-the-rest-of-the-last-answer',
  story:
    'Voice assistant on the AI SDK that answers one question at a time: it collects the stream and speaks it sentence by sentence. A broken answer ends the turn with a spoken excuse. Bug: the half sentence stays in the buffer of the speaker, and the next answer begins with it. The caller hears a sentence made of two answers.',
  sources: ['Vali-98/ChatterUI#325', 'pipecat-ai/pipecat#250', 'pipecat-ai/pipecat#1548'],
  faultsNeeded: 1,
  kind: 'stream',
  make() {
    const model = createOpenAI({ apiKey: 'test' }).chat('gpt-4o')
    const speaker = {
      buffer: '',
      write(delta: string, speak: (sentence: string) => void) {
        this.buffer += delta
        for (let end = this.buffer.search(/[.!?]\s/); end !== -1; end = this.buffer.search(/[.!?]\s/)) {
          speak(this.buffer.slice(0, end + 2))
          this.buffer = this.buffer.slice(end + 2)
        }
      },
      finish(speak: (sentence: string) => void) {
        if (this.buffer !== '') speak(this.buffer)
        this.buffer = ''
      },
    }
    async function answer(observe: Observe, signal: AbortSignal): Promise<{ said: string; complete: boolean }> {
      signal.throwIfAborted()
      const speak = (sentence: string) => observe.streamed(sentence)
      let text = ''
      try {
        const result = streamText({
          model,
          prompt: 'When does the next bus leave?',
          abortSignal: signal,
          timeout: 60_000,
          onError: () => {},
        })
        for await (const part of result.fullStream) {
          if (part.type === 'error') throw part.error
          if (part.type === 'abort') throw signal.reason
          if (part.type !== 'text-delta') continue
          text += part.text
          speaker.write(part.text, speak)
        }
        const finish = await result.finishReason
        if (finish !== 'stop' || text === '') throw new Error(`The answer ended with ${finish}.`)
      } catch (error) {
        if (signal.aborted) throw error
        observe.retracted()
        return { said: 'Sorry, please ask me again.', complete: false }
      }
      speaker.finish(speak)
      return { said: text, complete: true }
    }

    let line: Promise<unknown> = Promise.resolve()
    return ({ observe, signal }) => {
      const mine = line.then(() => answer(observe, signal))
      line = mine.catch(() => {})
      return mine
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 4, ending: 'reset' })] }, { after: 5_000 }],
      wrong: (runs) => {
        const run = runs[1]?.[0]
        const value = run?.value as { said?: string } | undefined
        return run?.streamed === value?.said ? undefined : 'The caller hears the rest of the former answer.'
      },
    },
  ],
}
