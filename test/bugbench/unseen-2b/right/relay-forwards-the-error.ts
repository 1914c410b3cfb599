import { createParser } from 'eventsource-parser'
import {
  authenticationFailed,
  malformedEvent,
  midStreamError,
  rateLimited,
  serverError,
  stalledStream,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, streamed, journal, copies } of runs.flatMap((step) => step.map((run) => ({ ...run, copies: step.length })))) {
    const complete = (value as { complete: boolean } | undefined)?.complete
    const [call] = journal.calls
    if (error !== undefined) return 'The relay rejects.'
    if (complete === true && (call?.received !== call?.truth || !streamed.endsWith('data: [DONE]\n\n')))
      return 'Half an answer is relayed as complete.'
    if (complete === false && (streamed.includes('[DONE]') || !streamed.includes('event: error')))
      return 'The browser does not learn of the failure.'
    if (journal.calls.length > copies) return 'The relay asks again.'
  }
  return undefined
}

export const relayForwardsTheError: YardstickApp = {
  name: 'relay-forwards-the-error',
  story:
    'Relay between a browser and OpenAI on raw fetch: each event is forwarded as it comes. It never retries. Any failure, before the stream or within, becomes an "error" event of its own in place of [DONE], and the task resolves with { complete: false }. Unusual: what the user saw stays, half as it is, and nothing is thrown.',
  sources: ['BerriAI/litellm#41826', 'openclaw/openclaw#120030'],
  kind: 'stream',
  make() {
    return async ({ observe, signal }) => {
      const deadline = new AbortController()
      const timer = setTimeout(() => deadline.abort(new Error('The answer took longer than a minute.')), 60_000)
      try {
        const response = await fetch('https://api.openai.com/v1/chat/completions', {
          method: 'POST',
          signal: AbortSignal.any([signal, deadline.signal]),
          headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
          body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Explain tides.' }] }),
        })
        if (!response.ok || response.body === null) throw new Error(`OpenAI answered ${response.status}.`)
        let finish: unknown
        let done = false
        const parser = createParser({
          onEvent({ data }) {
            if (data === '[DONE]') {
              done = true
              return
            }
            const chunk = JSON.parse(data) as { error?: { message: string }; choices?: { finish_reason?: string | null }[] }
            if (chunk.error !== undefined) throw new Error(chunk.error.message)
            finish = chunk.choices?.[0]?.finish_reason ?? finish
            observe.streamed(`data: ${data}\n\n`)
          },
        })
        for await (const piece of response.body.pipeThrough(new TextDecoderStream())) parser.feed(piece)
        if (!done || finish !== 'stop') throw new Error(`The answer ended with ${String(finish)}.`)
        observe.streamed('data: [DONE]\n\n')
        return { complete: true }
      } catch (error) {
        if (signal.aborted) throw error
        observe.streamed(`event: error\ndata: ${JSON.stringify({ message: String(error) })}\n\n`)
        return { complete: false }
      } finally {
        clearTimeout(timer)
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { inject: [rateLimited({ retryAfter: '20s' })] }], wrong },
    { steps: [{ inject: [truncatedStream()] }, { inject: [truncatedStream({ ending: 'reset' })] }], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [midStreamError()] }, { inject: [malformedEvent()] }], wrong },
    { steps: [{ inject: [stalledStream()] }, { copies: 2 }], wrong },
  ],
}
