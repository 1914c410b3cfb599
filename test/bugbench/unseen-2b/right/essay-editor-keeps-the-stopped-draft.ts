import { FinishReason, GoogleGenAI, type Content } from '@google/genai'
import { permissionDenied, serverError, slowDrip, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Draft {
  text: string
  stopped: boolean
}

const mark = '[stopped by the user]'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, streamed, journal } of runs.flat()) {
    const draft = value as Draft | undefined
    if ((draft?.text ?? '') !== streamed) return 'The draft is not what the user saw.'
    if (draft?.stopped === false && journal.calls.at(-1)?.finish !== 'stop') return 'Half a draft passes as whole.'
  }
  const stopped = runs
    .slice(0, -1)
    .flat()
    .some(({ value, streamed }) => (value as Draft | undefined)?.stopped === true && streamed !== '')
  const asked = JSON.stringify(runs.at(-1)?.[0]?.journal.calls[0]?.call.messages ?? [])
  return stopped && runs.length > 1 && !asked.includes(mark) ? 'The model does not learn that its draft was stopped.' : undefined
}

export const essayEditorKeepsTheStoppedDraft: YardstickApp = {
  name: 'essay-editor-keeps-the-stopped-draft',
  story:
    'Essay editor that streams Gemini. If the writer presses stop, the task resolves with what was written so far and { stopped: true }, and the thread keeps it with a mark, so that the next draft can go on from there. A draft that breaks by itself is taken back, leaves no trace in the thread and is an error. Unusual: an abort resolves, with half a text.',
  sources: ['NousResearch/hermes-agent#52854', 'suitenumerique/conversations#743', 'jupyterlite/ai#285'],
  kind: 'abort',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 60_000 } })
    const thread: Content[] = []
    return async ({ observe, signal }): Promise<Draft> => {
      const question: Content = { role: 'user', parts: [{ text: 'Write the next paragraph about lighthouses.' }] }
      const keep = (text: string) => void thread.push(question, { role: 'model', parts: [{ text }] })
      let text = ''
      try {
        const stream = await client.models.generateContentStream({
          model: 'gemini-2.5-pro',
          contents: [...thread, question],
          config: { abortSignal: signal },
        })
        let finish: FinishReason | undefined
        for await (const chunk of stream) {
          finish = chunk.candidates?.[0]?.finishReason ?? finish
          if (!chunk.text || signal.aborted) continue
          text += chunk.text
          observe.streamed(chunk.text)
        }
        signal.throwIfAborted()
        if (finish !== FinishReason.STOP || text === '') throw new Error(`The draft ended with ${finish}.`)
        keep(text)
        return { text, stopped: false }
      } catch (error) {
        if (signal.aborted) {
          if (text !== '') keep(`${text} ${mark}`)
          return { text, stopped: true }
        }
        observe.retracted()
        throw error
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedStream({ ending: 'reset' })] }, { inject: [truncatedStream()] }, {}], wrong },
    { steps: [{ inject: [slowDrip()], abortAfter: 3_000 }, {}], wrong },
    { steps: [{ inject: [permissionDenied()] }, { copies: 2, after: 86_400_000 }], wrong },
  ],
}
