import { dirname } from 'node:path'
import type { Chaos } from '../chaos/chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { makePrivate, writePrivate } from '../report/files/private-file.ts'

/** The folder for incident files that nobody chose a place for. */
export const incidentFolder = '.brownout'

/**
 * Writes what happened to a file that only its owner can read.
 * @throws BrownoutError if it cannot be written
 */
export function writeIncidentFile(chaos: Chaos, path: string): void {
  try {
    if (dirname(path) === incidentFolder) makePrivate(incidentFolder)
    writePrivate(path, `${JSON.stringify(chaos.incident(), null, 2)}\n`)
  } catch (error) {
    throw new BrownoutError(`Cannot write the incident: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Writes the incident file at once, so that one that cannot be written is known before anything has happened, and again if this process
 * crashes. Without a path it does nothing.
 * @throws BrownoutError if it cannot be written
 */
export function keepIncident(chaos: Chaos, path: string | undefined): void {
  if (path === undefined) return
  writeIncidentFile(chaos, path)
  process.on('uncaughtExceptionMonitor', () => writeIncidentFile(chaos, path))
}
