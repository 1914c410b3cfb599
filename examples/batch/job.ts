/** A piece of work for a model. */
export interface Job {
  readonly name: string
  readonly model: string
  readonly text: string
}

/** The result of a batch. */
export interface Batch {
  readonly results: Readonly<Record<string, string>>
  /** The names of the jobs that failed. */
  readonly failed: readonly string[]
  readonly partial: boolean
}

/** Wraps the work on one job, such as in a span of a trace. */
export type Around = (job: Job, work: () => Promise<string>) => Promise<string>

export const instructions = 'Summarize the text in one sentence.'
