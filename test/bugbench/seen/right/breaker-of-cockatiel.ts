import { circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel'
import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer, minute } from '../checks.ts'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const breakerOfCockatiel: YardstickApp = {
  name: 'breaker-of-cockatiel',
  story:
    'A spelling service behind a circuit breaker of cockatiel: after four failures in a row it rejects at once, without a request, and tries one request again after ten minutes. What the user aborts does not count.',
  sources: ['connor4312/cockatiel readme.md', 'stevenschling13/Ultimate-Agent agent-orchestrator/src/observability/circuit-breaker.ts'],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0 })
    const breaker = circuitBreaker(
      handleWhen((error) => !(error instanceof OpenAI.APIUserAbortError)),
      { halfOpenAfter: 600_000, breaker: new ConsecutiveBreaker(4) },
    )

    return ({ signal }) =>
      breaker.execute(async () => {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Correct: the fery is lait.' }] },
          { signal },
        )
        const choice = completion.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The correction is incomplete.')
        return choice.message.content
      })
  },
  scripts: badDays(
    (run) => (run.error !== undefined || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`),
    [{ inject: [serverError()], copies: 5 }, {}, { after: 10 * minute }, { after: minute }],
    [{ inject: [serverError()], copies: 4 }, { after: 10 * minute, inject: [serverError()] }, { after: 10 * minute }],
  ),
}
