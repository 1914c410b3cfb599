import type { Property, Task } from '../../src/property/index.ts'

/** A small app with one bug that is seen in the field. */
export interface BuggyApp {
  readonly name: string
  /** The bug, and its consequence. */
  readonly story: string
  /** Source of the bug. */
  readonly source: string
  readonly task: Task
  /** What it breaks. */
  readonly property: Property
}

/** A small app that keeps what it is judged by, in one of the usual styles. */
export interface CorrectApp {
  readonly name: string
  /** In which style it is written. */
  readonly story: string
  readonly task: Task
  /** What it keeps. */
  readonly properties: readonly Property[]
}
