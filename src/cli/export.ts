import { otelOf } from '../export/otel.ts'
import { jsonPieces, readInput, writeOutput } from './files.ts'

/**
 * Writes the journal of an incident as an OpenTelemetry trace.
 * @throws BrownoutError if the file is not an incident
 */
export async function exportIncident(file: string, { output }: { readonly output?: string }): Promise<void> {
  await writeOutput(jsonPieces(otelOf(await readInput(file, 'export'))), output)
}
