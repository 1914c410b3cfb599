import { z } from 'zod'
import { defineFault, jsonObjectOf, type FaultFactory, type Frame } from '../src/kit.ts'

const parameters = z.object({
  reason: z.string().optional().describe('the finish reason. Default: one that the provider has and few apps know'),
})

/** The fields in which providers give the finish reason, and the values that few apps know. */
const fields: Readonly<Record<string, (usual: string) => string>> = {
  stop_reason: () => 'pause_turn',
  stopReason: () => 'malformed_tool_use',
  finish_reason: (usual) => (usual === usual.toUpperCase() ? 'TIMEOUT' : ''),
  finishReason: () => 'UNEXPECTED_TOOL_CALL',
  done_reason: () => 'unload',
  unified: () => 'other',
}

/** The same JSON with other reasons, wherever they are. A reason that is not known yet is `null`. */
function changed(value: unknown, reason: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => changed(item, reason))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const other = Object.hasOwn(fields, name) ? fields[name] : undefined
      return [name, other !== undefined && typeof member === 'string' ? (reason ?? other(member)) : changed(member, reason)]
    }),
  )
}

/** Responses has a status instead of a finish reason. */
function stopped(response: Readonly<Record<string, unknown>>, reason: string | undefined): unknown {
  return { ...response, status: 'incomplete', incomplete_details: { reason: reason ?? 'max_tool_calls' } }
}

function withOtherReason(frame: Frame, reason: string | undefined): Frame {
  const payload = jsonObjectOf(frame.data)
  if (payload === undefined) return frame
  const { response } = payload as { response?: Readonly<Record<string, unknown>> }
  const other =
    payload['object'] === 'response'
      ? stopped(payload, reason)
      : response?.['object'] === 'response'
        ? { ...payload, type: 'response.incomplete', response: stopped(response, reason) }
        : changed(payload, reason)
  const data = JSON.stringify(other)
  if (data === JSON.stringify(payload)) return frame
  return frame.event === 'response.completed' ? { ...frame, event: 'response.incomplete', data } : { ...frame, data }
}

/**
 * The answer is complete, but its finish reason is one that the app does not know. Code that treats every reason but one as a complete
 * answer, or as a failure, gets it wrong.
 * Reported in: Anthropic's guide to stop reasons (`pause_turn`, `model_context_window_exceeded`) and Bedrock's (`malformed_tool_use`).
 * @example
 * chaos.inject(unknownFinishReason({ reason: 'model_context_window_exceeded' }).for('anthropic'))
 */
export const unknownFinishReason: FaultFactory<typeof parameters> = defineFault({
  name: 'unknown-finish-reason',
  summary: 'the answer ends for a reason that few apps know',
  family: 'Answer content',
  needs: ['generation'],
  shows: 'wrong-metadata',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://docs.claude.com/en/api/handling-stop-reasons',
    'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html',
  ],
  breaks: ['falls-back', 'typed-errors'],
  parameters,
  *frame(items, { parameters: { reason } }) {
    for (const item of items) {
      const mayEnd = item.type === 'frame' && (item.role === 'finish' || item.role === 'terminal' || item.role === 'body')
      yield mayEnd && item.problem === undefined ? withOtherReason(item, reason) : item
    }
  },
})
