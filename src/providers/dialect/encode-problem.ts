import type { FrameItem } from '../../engine/model/frame.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { Writer } from './encoding.ts'

/** A problem as an HTTP error, or with status 200 if it is not marked as one: its head, and its body. */
export function encodeProblem(problem: Problem, exchange: Exchange, writer: Pick<Writer, 'headers' | 'problem'>): readonly FrameItem[] {
  const { status: usual, headers, body, received } = writer.problem(problem, exchange)
  const status = problem.isUnmarked === true ? 200 : usual
  return [
    { type: 'head', status, headers: { ...writer.headers(exchange), ...headers, 'content-type': 'application/json' }, problem },
    { type: 'frame', role: 'body', data: JSON.stringify(body), ...(received === undefined ? {} : { received }) },
  ]
}
