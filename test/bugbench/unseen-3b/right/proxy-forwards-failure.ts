import { EventSourceParserStream } from 'eventsource-parser/stream'
import { midStreamError, stalledStream } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Event {
  readonly type: string
  readonly delta?: { readonly text?: string; readonly stop_reason?: string }
  readonly error?: { readonly message: string }
}

export const proxyForwardsFailure: YardstickApp = {
  name: 'proxy-forwards-failure',
  story:
    'A gateway forwards the text of a message stream as it comes. It does not retry. If the stream breaks, stalls for 30 s or ends without its last event, the browser gets an error event and takes the text back; the call resolves with ok: false. Only a whole message gets an end event.',
  sources: ['NousResearch/hermes-agent#64554', 'BerriAI/litellm#30244', 'logicleai/logicle#1088'],
  kind: 'stream',
  make() {
    return async ({ observe, signal }) => {
      const idle = new AbortController()
      const isSilent = (): void => idle.abort(new Error('The provider has been silent for 30 s.'))
      let timer = setTimeout(isSilent, 30_000)
      let text = ''
      let stop: string | undefined
      try {
        const response = await fetch('https://api.anthropic.com/v1/messages', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
          body: JSON.stringify({
            model: 'claude-sonnet-4-6',
            max_tokens: 600,
            stream: true,
            messages: [{ role: 'user', content: 'How do I descale my kettle?' }],
          }),
          signal: AbortSignal.any([signal, idle.signal]),
        })
        if (!response.ok || response.body === null) throw new Error(`The provider answered with ${response.status}.`)
        let isWhole = false
        for await (const { data } of response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) {
          clearTimeout(timer)
          timer = setTimeout(isSilent, 30_000)
          const event = JSON.parse(data) as Event
          if (event.type === 'error') throw new Error(event.error?.message ?? 'The provider reported an error.')
          stop = event.delta?.stop_reason ?? stop
          text += event.delta?.text ?? ''
          observe.streamed(event.delta?.text ?? '')
          isWhole ||= event.type === 'message_stop'
        }
        if (!isWhole || stop !== 'end_turn' || text === '') throw new Error(`The answer is incomplete: ${stop ?? 'it broke off'}.`)
        return { ok: true, text, events: ['end'] }
      } catch (error) {
        observe.retracted()
        if (signal.aborted) throw error
        return { ok: false, events: [`error: ${error instanceof Error ? error.message : String(error)}`] }
      } finally {
        clearTimeout(timer)
      }
    }
  },
  scripts: rightScripts(
    [
      [{ inject: [midStreamError()] }],
      [{ inject: [stalledStream()] }, {}],
      [{ inject: [stalledStream({ duration: '10m' })], abortAfter: 5_000 }],
    ],
    (run) => {
      const value = run.value as { ok: boolean; text?: string } | undefined
      if (
        value?.ok === true &&
        (!run.journal.calls.some((call) => call.ending === 'complete' && call.received === value.text) || run.streamed !== value.text)
      )
        return 'A broken stream was ended as a whole one.'
      if (run.journal.calls.every((call) => call.fired.length === 0) && value?.ok === false) return 'A whole answer was taken back.'
      return value?.ok === false && run.streamed !== '' ? 'Half an answer stayed on the screen.' : undefined
    },
  ),
}
