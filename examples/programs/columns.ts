import type { Row } from '../../src/program-matrix/played.ts'
import type { Program } from './program.ts'

/** What the model answers. */
export const answer = 'Your parcel leaves the harbor tonight and arrives on Friday morning'

/** A column of the table: what a program goes through. */
export interface Column {
  readonly name: string
  readonly faults: readonly string[]
  /** The command that the model has the program's tool run before it answers. */
  readonly command?: string
  /** Whether only the full table has it. */
  readonly onDemand?: true
}

const reads = 'cat parcel.txt'

/** The faults that are not transient first, since they last longest. */
export const columns: readonly Column[] = [
  { name: 'stalled', faults: ['stalled-stream:afterDeltas=4,first=1'], onDemand: true },
  { name: 'quota', faults: ['quota-exhausted'], onDemand: true },
  { name: 'always overloaded', faults: ['overloaded'], onDemand: true },
  { name: 'tool', faults: [], command: reads },
  { name: 'overloaded once', faults: ['overloaded:first=1,retryAfter=1m'] },
  { name: 'overloaded 3 times', faults: ['overloaded:first=3'], onDemand: true },
  { name: 'Retry-After: 20', faults: ['rate-limited:first=1,retryAfter=20m'], onDemand: true },
  { name: 'truncated', faults: ['truncated-stream:afterDeltas=4,first=1'] },
  { name: 'reset', faults: ['truncated-stream:afterDeltas=4,ending=reset,first=1'] },
  { name: 'error in the stream', faults: ['mid-stream-error:afterDeltas=4,first=1'], onDemand: true },
  { name: 'HTML 502', faults: ['html-error:first=1'] },
  { name: 'malformed event', faults: ['malformed-event:afterDeltas=4,first=1'], onDemand: true },
  { name: 'empty body', faults: ['empty-body:first=1'], onDemand: true },
  { name: 'context length', faults: ['context-length-exceeded'], onDemand: true },
  { name: 'token limit', faults: ['truncated-at-max-tokens:after=4'], onDemand: true },
  // The arguments end after `rm -r build`.
  {
    name: 'tool call at the token limit',
    faults: ['truncated-at-max-tokens:after=7,first=1'],
    command: 'rm -r build/cache',
    onDemand: true,
  },
]

/** What a program goes through in a column. `undefined` if it has no tool for it. */
export function rowOf({ name, faults: given, command }: Column, { tool, model }: Program): Row | undefined {
  const faults = given.map((fault) => (model === undefined ? fault : `${fault}${fault.includes(':') ? ',' : ':'}for=${model}`))
  if (command === undefined) return { name, scenario: { faults, answers: [{ text: answer }] } }
  if (tool === undefined) return undefined
  const toolCalls = [{ name: tool.name, arguments: tool.arguments(command) }]
  return { name, scenario: { faults, answers: [{ prompt: 'parcel', toolCalls }, { text: answer }] } }
}
