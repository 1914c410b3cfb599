import { ChatAnthropic } from '@langchain/anthropic'
import { type AIMessage, type BaseMessage, HumanMessage } from '@langchain/core/messages'
import { badRequest, emptyAnswer, overloaded, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const told = new Set<string>()
  for (const { error, value, journal } of runs.flat()) {
    if (value !== undefined) told.add((value as { question: string }).question)
    for (const { call } of journal.calls) {
      const roles = call.messages.map(({ role }) => role).filter((role) => role !== 'system')
      if (roles.some((role, at) => role !== (at % 2 === 0 ? 'user' : 'assistant'))) return 'The thread does not alternate.'
    }
    if (error !== undefined && !(error instanceof Error)) return 'A failed turn has no error.'
  }
  const last = runs.at(-1)?.at(-1)
  const thread = JSON.stringify(last?.journal.calls.at(-1)?.call.messages)
  return last?.value === undefined || [...told].every((question) => thread.includes(question))
    ? undefined
    : 'A turn that was answered is gone.'
}

export const travelChatForgetsFailedTurns: YardstickApp = {
  name: 'travel-chat-forgets-failed-turns',
  story:
    'Travel chat on LangChain with one thread: turns wait for each other, and only a turn that was answered enters the thread. A failed turn is forgotten and its error handed on, so that the user can ask again. Unusual: the second of two questions at once waits for the first, and the bot does not know what it has failed to answer.',
  sources: ['CopilotKit/OpenBot#333', 'amit-timalsina/pi-agent-go#45'],
  kind: 'history',
  make() {
    const model = new ChatAnthropic({
      apiKey: 'test',
      model: 'claude-sonnet-4-6',
      maxTokens: 400,
      maxRetries: 1,
      clientOptions: { timeout: 30_000 },
    })
    const thread: BaseMessage[] = []
    let asked = 0
    let line: Promise<unknown> = Promise.resolve()

    async function turn(question: string, signal: AbortSignal): Promise<{ question: string; answer: string }> {
      signal.throwIfAborted()
      const message = new HumanMessage(question)
      const reply: AIMessage = await model.invoke([...thread, message], { signal })
      const reason: unknown = reply.response_metadata['stop_reason']
      if (reason !== 'end_turn' || reply.text === '') throw new Error(`The answer ended with ${String(reason)}.`)
      thread.push(message, reply)
      return { question, answer: reply.text }
    }

    return ({ signal }) => {
      asked += 1
      const question = `Question ${asked}: which train goes to Porto?`
      const mine = line.then(() => turn(question, signal))
      line = mine.catch(() => {})
      const stopped = new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      )
      return Promise.race([mine, stopped])
    }
  },
  scripts: [
    { steps: [{}, { inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [serverError().first(2)], copies: 2 }, {}], wrong },
    { steps: [{}, { inject: [truncatedStream()] }, {}], wrong },
    { steps: [{}, { inject: [emptyAnswer()] }, { inject: [badRequest()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [overloaded({ retryAfter: '5s' }).first(1)] }, { abortAfter: 0 }, {}], wrong },
  ],
}
