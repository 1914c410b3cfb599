import { AIMessage, type BaseMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import { ChatAnthropic } from '@langchain/anthropic'
import { authenticationFailed, emptyAnswer, serverError, slowFirstToken, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const lines = ['I have slept badly.', 'The baker was kind today.', 'I am afraid of the exam.', 'My sister calls on Sunday.']

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const { call } of steps.flatMap(([run]) => run?.journal.calls ?? [])) {
    const roles = call.messages.filter(({ role }) => role !== 'system').map(({ role }) => role)
    if (roles.some((role, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'))) return `The turns are ${roles.join(', ')}.`
  }
  const truths = new Set(steps.flatMap(([run]) => run?.journal.calls.map(({ truth }) => truth) ?? []))
  const half = steps.flat().find(({ value }) => value !== undefined && !truths.has((value as { answer: string }).answer))
  if (half !== undefined) return 'Half an answer was returned.'
  return steps.at(-1)?.some(({ error }) => error !== undefined) && steps.length > 1 ? 'The diary does not answer any more.' : undefined
}

export const diaryThatRollsBack: YardstickApp = {
  name: 'diary-that-rolls-back',
  story:
    'A diary bot keeps its conversation in memory and talks to Claude through LangChain. A turn enters the history only when its answer is complete; after a failure the user may write again, and the history has no hole. Turns wait for each other.',
  sources: ['vercel/chatbot#1060', 'spikonado/sprocket#277', 'anthropics/claude-cookbooks#367'],
  kind: 'history',
  make() {
    const model = new ChatAnthropic({ apiKey: 'test', model: 'claude-sonnet-4-6', maxTokens: 500, maxRetries: 0 })
    const system = new SystemMessage('You listen, and you answer in few words.')
    let history: readonly BaseMessage[] = []
    let queue: Promise<unknown> = Promise.resolve()
    let turns = 0

    async function answer(signal: AbortSignal): Promise<{ answer: string }> {
      signal.throwIfAborted()
      const said = new HumanMessage(lines[turns % lines.length] ?? '')
      turns += 1
      const reply = await model.invoke([system, ...history, said], { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) })
      const reason: unknown = reply.response_metadata['stop_reason']
      if (reason !== 'end_turn' || reply.text === '') throw new Error(`the answer ended with ${String(reason)}`)
      history = [...history, said, new AIMessage(reply.text)].slice(-20)
      return { answer: reply.text }
    }

    return async ({ signal }) => {
      const turn = queue.then(async () => answer(signal))
      queue = turn.catch(() => undefined)
      return turn
    }
  },
  scripts: [
    { steps: [{}, { inject: [serverError()] }, { after: 60_000 }, {}], wrong },
    { steps: [{ inject: [truncatedStream()] }, { after: 60_000 }], wrong },
    { steps: [{}, { inject: [authenticationFailed()] }, { after: 86_400_000 }], wrong },
    { steps: [{ copies: 2 }, { inject: [emptyAnswer()] }, { copies: 2 }], wrong },
    { steps: [{}, { inject: [slowFirstToken({ by: '20s' })], abortAfter: 5_000 }, {}], wrong },
  ],
}
