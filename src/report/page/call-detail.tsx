import type { CallData } from '../data/call-data.ts'
import { oneLine, timeText } from '../data/words.ts'
import { endLabelOf } from '../waterfall/geometry/end-label.ts'
import { ComparedTexts } from './compared-texts.tsx'

/** One call in detail: its time, its ending, the faults that fired, and the received text next to the expected one. */
export function CallDetail({ call, number, startedAt }: { readonly call: CallData; readonly number: number; readonly startedAt: number }) {
  const { mark, text } = endLabelOf(call)
  const at = (time: number): string => timeText(time - startedAt)
  return (
    <section class="detail" aria-live="polite">
      <h4>
        Call {number}: {call.owner} {call.model || call.endpoint}
      </h4>
      <dl class="facts">
        <Fact name="Sent at">{at(call.startedAt)}</Fact>
        {call.deltas[0] !== undefined && <Fact name="First delta after">{timeText(call.deltas[0] - call.startedAt)}</Fact>}
        <Fact name="Ended">
          {call.endedAt === undefined ? 'never' : `at ${at(call.endedAt)}`}, {mark === '✓' ? 'complete' : text}
        </Fact>
        {call.problem?.retryAfter !== undefined && <Fact name="Retry-After">{timeText(call.problem.retryAfter)}</Fact>}
        {call.usage && (
          <Fact name="Tokens">
            {call.usage.inputTokens} in, {call.usage.outputTokens} out
          </Fact>
        )}
        {call.fired.map(({ fault, parameters, at: time }) => (
          <Fact name={`Fired at ${at(time)}`}>
            <span class="fault-name">{fault}</span> <code class="id">{parametersText(parameters)}</code>
          </Fact>
        ))}
      </dl>
      {call.asked !== '' && (
        <p class="asked quiet">
          Last message sent: “<bdi class="text">{oneLine(call.asked, 400)}</bdi>”
        </p>
      )}
      <ComparedTexts call={call} />
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt> <dd>{children}</dd>
    </div>
  )
}

function parametersText(parameters: CallData['fired'][number]['parameters']): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')
}
