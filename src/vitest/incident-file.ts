import { join } from 'node:path'
import type { Incident } from '../engine/plan/incident.ts'
import { makePrivate, writePrivate } from '../report/files/private-file.ts'
import type { RunningTest } from './running-test.ts'
import { runLineOf } from './run-line.ts'

/** The directory for incident files of failed tests, below the working directory of the tests. */
const usualDirectory = '.brownout'

/** The longest part of the test name in a file name. */
const longestName = 80

/** A file name for a test, from its full name, its seed, and a number if there are several. */
export function fileNameOf({ task }: RunningTest, seed: string, number: number): string {
  const words = `${task.fullName} ${seed}`.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  const end = `-${seed.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`
  const place = number === 1 ? '' : `-${number}`
  return `${words
    .slice(0, words.length - end.length)
    .slice(-longestName)
    .replaceAll(/^-+|-+$/g, '')}${end}${place}.json`
}

/** The incident file of one test, and more if it has several incidents. */
export class IncidentFile {
  readonly #test: RunningTest
  readonly #directory: string
  #path: string | undefined
  #kept = 0
  /** Why it could not be written. `undefined` if it was. */
  trouble: string | undefined

  constructor(test: RunningTest, directory = usualDirectory) {
    this.#test = test
    this.#directory = directory
  }

  /** Whether an incident of this test is already kept. The first one shows the most: later ones have lost its state. */
  get isKept(): boolean {
    return this.#path !== undefined
  }

  /** The command that replays the kept incident. */
  get replayLine(): string | undefined {
    return this.#path === undefined ? undefined : runLineOf(this.#test, { BROWNOUT_INCIDENT: this.#path })
  }

  /**
   * Writes an incident file.
   * @returns the command that replays it. `undefined` if it could not be written, which must not hide why the test failed
   */
  keep(incident: Incident): string | undefined {
    const path = join(this.#directory, fileNameOf(this.#test, incident.seed.replace(/\/\d+$/, ''), this.#kept + 1))
    try {
      makePrivate(this.#directory)
      writePrivate(path, `${JSON.stringify(incident, undefined, 2)}\n`)
      this.#path = path
      this.#kept++
    } catch (error) {
      this.trouble = `cannot write ${path}: ${(error as Error).message}`
      return undefined
    }
    return this.replayLine
  }
}
