import type { AnswerSource } from '../model/answer.ts'
import type { Pace } from '../model/reply.ts'
import type { OpenServer } from '../model/server-link.ts'
import type { Upstream } from '../model/upstream.ts'
import type { Injection } from '../plan/injection.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'
import type { Script } from '../plan/script.ts'

/** The settings of a run. */
export interface RunOptions {
  readonly seed: string
  readonly answers: AnswerSource
  readonly pace: Pace
  /** Answers calls that it accepts instead of the answer source. Default: none */
  readonly upstream?: Upstream | undefined
  /** Connects to real tool servers. Default: there are none */
  readonly reach?: OpenServer | undefined
  /** How many times faster than real time the provider time runs. No effect in virtual time. Default: 1 */
  readonly speed?: number | undefined
  /** The most calls that the journal holds. Default: all */
  readonly keep?: number | undefined
  /**
   * After this many calls, each response begins a minute later, so that a task that loops without waiting reaches its time limit.
   * Default: never
   */
  readonly slowAfter?: number | undefined
  /** How the task runs, for the incident file. Default: once */
  readonly script?: Script | undefined
  /** The injections to replay: on the recorded calls, if there is a schedule. */
  readonly replay?: {
    readonly injections: readonly Injection[]
    readonly schedule?: readonly ScheduledCall[] | undefined
    readonly script?: Script | undefined
  }
}
