import { z } from 'zod'
import { calledTool, defineFault, type Beat, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/** A stream that ends with the messages before its result. */
function* broken(beats: Iterable<Beat>): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (beat.type === 'finish') break
    if (beat.type !== 'end') yield beat
  }
  yield { type: 'end', how: 'close' }
}

/**
 * The stream of a tool call ends before its result. The client continues it, and the tool server sends all messages again, also those
 * that the client has.
 * Reported in: servers that ignore the event ID, and answer each reconnect with the complete stream.
 * @example
 * chaos.inject(resumeRepeats())
 */
export const resumeRepeats: FaultFactory<typeof parameters> = defineFault({
  name: 'resume-repeats',
  summary: 'a stream that is continued repeats its messages',
  family: 'Tool servers',
  needs: ['resumable-stream', 'tool-run'],
  shows: 'noise',
  persistence: 'permanent',
  frequency: 'rare',
  sources: ['https://github.com/feder-cr/invisible_playwright_mcp/pull/1263'],
  breaks: ['no-duplicate-text'],
  parameters,
  answer: (reply, { call }) => (call.resumes === true ? { ...reply, repeatsStream: true } : reply),
  deliver: (beats, { call }) => (call.canResume === true && calledTool(call) !== undefined ? broken(beats) : beats),
})
