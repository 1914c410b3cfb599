import { basename, extname } from 'node:path'
import { incidentOf, readLog, recipeOf, summaryOf } from '../import/index.ts'
import { jsonPieces, readInput, writeOutput } from './files.ts'

interface Options {
  readonly as: 'incident' | 'recipe'
  readonly name?: string
  readonly output?: string
}

/**
 * Writes a log as an incident or a recipe, and prints a summary on the other stream.
 * @throws BrownoutError if the file is not a log of a known format
 */
export async function importLog(file: string, { as, name = nameOf(file), output }: Options): Promise<void> {
  const log = readLog(await readInput(file, 'import'))
  const source = basename(file)
  console.error(summaryOf(log, source))
  await writeOutput(as === 'recipe' ? [recipeOf(log, { name, source })] : jsonPieces(incidentOf(log)), output)
}

/** A name for a recipe out of a file's name. */
function nameOf(file: string): string {
  const words =
    basename(file, extname(file))
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const name = words.join('-')
  return /^[a-z]/.test(name) ? name : `log-${name}`
}
