import { z } from 'zod'
import { calledTool, defineFault, type Beat, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  status: z.int().min(400).max(599).default(400).describe('the HTTP status of the refusal'),
})

/** A stream that ends before its result. */
function* broken(beats: Iterable<Beat>): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (beat.type === 'wait') yield beat
    if (beat.type !== 'start') continue
    yield* [beat, { type: 'end', how: 'close' } as const]
    return
  }
}

/**
 * The stream of a tool call ends before its result, and the tool server refuses to continue it: it no longer knows the event.
 * Reported in: servers that delete or do not keep the result of a call whose stream has ended.
 * @example
 * chaos.inject(resumeRejected({ status: 404 }))
 */
export const resumeRejected: FaultFactory<typeof parameters> = defineFault({
  name: 'resume-rejected',
  summary: 'a tool server refuses to continue a stream',
  family: 'Tool servers',
  needs: ['resumable-stream', 'tool-run'],
  shows: 'silence',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: [
    'https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1939',
    'https://github.com/cloudflare/agents/pull/1607',
    'https://github.com/UsefulSoftwareCo/executor/pull/1351',
  ],
  breaks: ['settles-within', 'at-most-once'],
  parameters,
  admit: ({ resumes }, { parameters: { status } }) =>
    resumes === true ? { kind: 'bad-request', status, message: 'Unknown event ID' } : undefined,
  deliver: (beats, { call }) => (call.canResume === true && calledTool(call) !== undefined ? broken(beats) : beats),
})
