import type { Property, Task } from '../../src/property/index.ts'
import type { Injection, Journal } from '../../src/index.ts'

/** What an app did in one run of a script, for a check by hand. */
export interface ScriptedRun {
  /** What the task resolved to. */
  readonly value: unknown
  /** What it rejected with. */
  readonly error: unknown
  /** Milliseconds on the virtual clock. */
  readonly settledAfter: number
  /** Keys given to `observe.effect`. */
  readonly effects: readonly string[]
  /** What the user saw. */
  readonly streamed: string
  readonly alerts: readonly string[]
  readonly journal: Journal
}

/** One run of the app's task: what is injected before it, how long after the former run it begins, how many copies run at once. */
export interface ScriptStep {
  readonly inject?: readonly Injection[]
  /** Milliseconds. */
  readonly after?: number
  readonly copies?: number
  /** Milliseconds. */
  readonly abortAfter?: number
}

/** A small app that measures a search for bugs: one with exactly one planted bug, or a right one near the border. */
export interface YardstickApp {
  readonly name: string
  /** What the app is, in which style, and for a buggy one what the bug is and who is hurt. */
  readonly story: string
  /** Source of such an app or such a bug: repository#number, repository path, page. */
  readonly sources: readonly string[]
  /** How many faults it takes to show the bug. */
  readonly faultsNeeded?: 0 | 1 | 2
  /** The kind of bug: 'stream' | 'permanent' | 'content' | 'transient' | 'race' | 'state' | 'effects' | 'accounting' | 'abort' | 'history' | 'fallback' */
  readonly kind: string
  /** The property of the catalogue that a team would name who want to be sure of just this, if there is one. It is not part of the default search. */
  readonly fitting?: Property
  /** A fresh app with its own state; the task is what a user would hand to survives(). */
  make(): Task
  /** Scripts by hand. Buggy: `wrong` must return a sentence for the bug under this script, and undefined when nothing is injected. Right: must return undefined under every script. */
  readonly scripts: readonly { readonly steps: readonly ScriptStep[]; wrong(runs: readonly ScriptedRun[][]): string | undefined }[]
}
