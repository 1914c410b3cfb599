/** One run of the task in a rehearsal. */
export interface ScriptRun {
  /** How long after the previous run ended it begins, in ms. */
  readonly after: number
  /** How many copies of the task run at once, on one app. */
  readonly copies: number
  /** Aborts the first copy so many ms after it began. Never if `undefined`. */
  readonly abortAfter?: number
}

/** Which runs of its task a rehearsal gives an app, one after the other, on one clock. */
export type Script = readonly ScriptRun[]

/** The task once. */
export const once: Script = [{ after: 0, copies: 1 }]

/** In words, such as `run, 10m later run, run`. */
export function isOnce(script: Script): boolean {
  return script.length === 1 && script[0]!.copies === 1 && script[0]!.abortAfter === undefined
}
