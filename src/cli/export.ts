import { otelOf } from '../export/otel.ts'
import { readInput, writeOutput } from './files.ts'

/**
 * Writes the journal of an incident as an OpenTelemetry trace.
 * @throws BrownoutError where the file is no incident
 */
export async function exportIncident(file: string, { output }: { readonly output?: string }): Promise<void> {
  await writeOutput(`${JSON.stringify(otelOf(await readInput(file, 'export')), null, 2)}\n`, output)
}
