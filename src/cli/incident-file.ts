import { dirname, join, parse } from 'node:path'
import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { redactionIn } from '../engine/run/write-incident.ts'
import { makePrivate, writePrivate } from '../report/files/private-file.ts'
import { clientVerdicts } from './client-verdicts.ts'

/** The folder for incident files without a chosen path. */
export const incidentFolder = '.brownout'

/**
 * Writes the incident file, with the verdicts on the client, so that only its owner can read it.
 * @throws BrownoutError if it cannot be written
 */
export function writeIncidentFile(chaos: Chaos, path: string): void {
  try {
    if (dirname(path) === incidentFolder) makePrivate(incidentFolder)
    const { run } = coreOf(chaos)
    const client = redactionIn(run)(clientVerdicts(run.journal))
    writePrivate(path, `${JSON.stringify({ ...chaos.incident(), client }, null, 2)}\n`)
  } catch (error) {
    throw new BrownoutError(`Cannot write the incident: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Writes the incident file at once, so that an error in its path is reported before the run, and again if this process
 * crashes. Without a path it does nothing.
 * @throws BrownoutError if it cannot be written
 */
export function keepIncident(chaos: Chaos, path: string | undefined): void {
  if (path === undefined) return
  writeIncidentFile(chaos, path)
  process.on('uncaughtExceptionMonitor', () => writeIncidentFile(chaos, path))
}

/**
 * Writes the incident of each scope in which anything was called, next to that of the server: `incident.worker-3.json` next to
 * `incident.json`.
 * @returns the files
 * @throws BrownoutError if one cannot be written
 */
export function writeScopeIncidents(scopes: ReadonlyMap<string, Chaos>, path: string): readonly string[] {
  const { dir, name, ext } = parse(path)
  const used = [...scopes].filter(([, { journal }]) => journal.calls.length + journal.unhandled.length > 0)
  return used.map(([scope, chaos]) => {
    const file = join(dir, `${name}.${scope}${ext}`)
    writeIncidentFile(chaos, file)
    return file
  })
}

/** Writes the incidents of scopes if this process crashes. Without a path it does nothing. */
export function keepScopeIncidents(scopes: ReadonlyMap<string, Chaos>, path: string | undefined): void {
  if (path !== undefined) process.on('uncaughtExceptionMonitor', () => writeScopeIncidents(scopes, path))
}
