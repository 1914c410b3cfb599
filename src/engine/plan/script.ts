import { z } from 'zod'
import { duration, formatDuration } from '../base/duration.ts'

const crashPointSchema = z.union([
  z.literal('end'),
  z.strictObject({ call: z.int().positive(), when: z.enum(['sent', 'answered']) }),
  z.strictObject({ effect: z.int().positive(), when: z.enum(['before', 'after']) }),
])

/**
 * When the app's process crashes: at a call or an effect, counted from 1 in its run, or when the task has settled. `sent`: the request
 * reaches the provider, and the answer is lost. `answered`: the answer has arrived, but the app has not seen its end. `before` and `after`:
 * right before or after an effect happens.
 */
export type CrashPoint = z.output<typeof crashPointSchema>

const scriptRunSchema = z.strictObject({
  after: duration,
  copies: z.int().positive(),
  abortAfter: duration.optional(),
  crashAt: crashPointSchema.optional(),
})

/** One run of the task in a script. Times are in ms. */
export interface ScriptRun {
  /** How long after the end of the previous run it starts. */
  readonly after: number
  /** How many copies of the task run at the same time. */
  readonly copies: number
  /** How long after its start the first copy is aborted. Never if `undefined`. */
  readonly abortAfter?: number | undefined
  /** When the process crashes. The next run is in a restarted process. Never if `undefined`. */
  readonly crashAt?: CrashPoint | undefined
}

/** The runs of a task, one after another on one clock, as plain data. Run 1 is the first. */
export type Script = readonly ScriptRun[]

/** The schema of scripts in incident files. */
export const scriptSchema: z.ZodType<ScriptRun[]> = z
  .array(scriptRunSchema)
  .min(1, 'expected at least one run')
  .refine((script) => script.at(-1)?.crashAt === undefined, 'expected a run after the last crash')

/** A single run of the task. */
export const singleRun: Script = [{ after: 0, copies: 1 }]

/** Returns whether a script runs the task once and does nothing else. */
export function isSingleRun([first, ...others]: Script): boolean {
  return others.length === 0 && first?.after === 0 && first.copies === 1 && first.abortAfter === undefined && first.crashAt === undefined
}

/** Returns whether the app's process crashes in a script. */
export function hasCrash(script: Script): boolean {
  return script.some(({ crashAt }) => crashAt !== undefined)
}

/** Formats the runs of a script, one line each: `run 2: 10m after run 1, 2 copies at the same time, the first aborted after 5s`. */
export function scriptInWords(script: Script): string[] {
  return script.map((run, index) => {
    const details = [beginning(run, index), ...copies(run), ...abort(run), ...crash(run)]
    return `run ${index + 1}: ${details.join(', ')}`
  })
}

/** Formats when a process crashes: `right after effect 1`. */
export function crashPointInWords(point: CrashPoint): string {
  if (point === 'end') return 'when the task has settled'
  if ('effect' in point) return `right ${point.when} effect ${point.effect}`
  return point.when === 'sent' ? `while call ${point.call} waits for its answer` : `when the answer to call ${point.call} has arrived`
}

function crash({ crashAt }: ScriptRun): string[] {
  return crashAt === undefined ? [] : [`the process crashes ${crashPointInWords(crashAt)}`]
}

function beginning({ after }: ScriptRun, index: number): string {
  if (index === 0) return after === 0 ? 'at the start' : `${formatDuration(after)} after the start`
  return after === 0 ? `right after run ${index}` : `${formatDuration(after)} after run ${index}`
}

function copies({ copies }: ScriptRun): string[] {
  return copies === 1 ? [] : [`${copies} copies at the same time`]
}

function abort({ copies, abortAfter }: ScriptRun): string[] {
  if (abortAfter === undefined) return []
  return [`${copies === 1 ? '' : 'the first '}aborted after ${formatDuration(abortAfter)}`]
}
