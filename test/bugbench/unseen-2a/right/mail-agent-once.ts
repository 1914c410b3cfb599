import { Agent, OpenAIResponsesModel, run, setTracingDisabled, tool } from '@openai/agents'
import OpenAI from 'openai'
import pRetry from 'p-retry'
import { z } from 'zod'
import { authenticationFailed, repeatedToolCall, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

function isTransient(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return true
  // A provider that demands a wait is not called again within this request.
  return error instanceof OpenAI.InternalServerError && error.headers.get('retry-after') === null
}

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  const sent = steps.flat().flatMap(({ effects }) => effects)
  if (new Set(sent).size < sent.length) return `Mails were sent twice: ${sent.join(', ')}.`
  const silent = steps.flat().find(({ value }) => (value as { isSent?: boolean } | undefined)?.isSent === true)
  return silent !== undefined && sent.length === 0 ? 'The customer was told of a mail that was not sent.' : undefined
}

export const mailAgentOnce: YardstickApp = {
  name: 'mail-agent-once',
  story:
    'An agent of a garage sends a reminder by a tool. The whole run is retried if OpenAI fails, and each request has a ledger of what it has sent: a repeated call of the tool gets the first result back and sends nothing. If the closing words cannot be had, the result still says that the mail is out.',
  sources: ['crewAIInc/crewAI#5802', 'Lexus2016/hermes-agent-evolution#1953', 'microsoft/agent-framework#3938'],
  kind: 'effects',
  make() {
    setTracingDisabled(true)
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0, logLevel: 'off' })
    let requests = 700
    return async ({ observe, signal }) => {
      requests += 1
      const key = `mail:${requests}`
      const ledger = new Set<string>()
      const send = tool({
        name: 'send_reminder',
        description: 'Send a reminder of an appointment',
        parameters: z.object({ message: z.string() }),
        async execute() {
          signal.throwIfAborted()
          if (!ledger.has(key)) {
            ledger.add(key)
            observe.effect(key)
          }
          return 'The reminder has been sent.'
        },
      })
      const agent = new Agent({
        name: 'Garage',
        instructions: 'Send the reminder once, then say in one sentence that it is out.',
        model: new OpenAIResponsesModel(client, 'gpt-4o'),
        tools: [send],
      })
      try {
        const result = await pRetry(
          async () =>
            run(agent, `Please send the reminder "Your car is due on Friday" for appointment ${requests}.`, {
              maxTurns: 4,
              signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
            }),
          { retries: 2, minTimeout: 1_000, signal, shouldRetry: ({ error }) => isTransient(error) },
        )
        return { isSent: ledger.has(key), words: result.finalOutput ?? null, degraded: false }
      } catch (error) {
        if (signal.aborted || !ledger.has(key)) throw error
        observe.alert(`the closing words are missing: ${String(error)}`)
        return { isSent: true, words: null, degraded: true }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().nth(2)] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream().nth(2)] }], wrong },
    { steps: [{ inject: [authenticationFailed().nth(2)] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [repeatedToolCall()] }, { copies: 2 }], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '15s' })], abortAfter: 20_000 }], wrong },
  ],
}
