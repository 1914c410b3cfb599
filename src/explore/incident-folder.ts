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

  /**
   * @param path of the module
   * @param command runs the search again
   */
  constructor(path: string, command: string) {
    this.#name = basename(path, extname(path))
    this.#command = command
  }

  /**
   * Writes an incident file. It replaces that of the same property from an earlier search.
   * @param property the id of the violated property or check
   * @returns the command that replays it
   * @throws BrownoutError if it cannot be written
   */
  keep(incident: Incident, property: string): string {
    const path = join(outputFolder, `explore-${this.#name}-${fileNameOf(property)}.json`)
    try {
      makePrivate(outputFolder)
      writePrivate(path, `${JSON.stringify(incident, undefined, 2)}\n`)
    } catch (error) {
      throw new BrownoutError(`Cannot write ${path}: ${(error as Error).message}.`, { cause: error })
    }
    return shellCommand(this.#command, { BROWNOUT_INCIDENT: path }, process.platform)
  }
}

/** An id of a property without characters that are special in a file name or a shell: `settles-within-10m`. */
function fileNameOf(property: string): string {
  return property.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '')
}
