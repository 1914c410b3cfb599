import { basename, extname, join } from 'node:path'
import { BrownoutError } from '../engine/base/errors.ts'
import { shellCommand } from '../engine/base/shell.ts'
import type { Incident } from '../engine/plan/incident.ts'
import { makePrivate, writePrivate } from '../report/files/private-file.ts'

/** The folder for incident files and the report, in the working directory. */
export const outputFolder = '.brownout'

/** The incident files of one search, one for each finding. */
export class IncidentFolder {
  readonly #name: string
  readonly #command: string
  #kept = 0

  /**
   * @param path of the module
   * @param command runs the search again
   */
  constructor(path: string, command: string) {
    this.#name = basename(path, extname(path))
    this.#command = command
  }

  /**
   * Writes an incident file.
   * @returns the command that replays it
   * @throws BrownoutError if it cannot be written
   */
  keep(incident: Incident): string {
    const path = join(outputFolder, `explore-${this.#name}-${++this.#kept}.json`)
    try {
      makePrivate(outputFolder)
      writePrivate(path, `${JSON.stringify(incident, undefined, 2)}\n`)
    } catch (error) {
      throw new BrownoutError(`Cannot write ${path}: ${(error as Error).message}.`, { cause: error })
    }
    return shellCommand(this.#command, { BROWNOUT_INCIDENT: path }, process.platform)
  }
}
