import { readFile, writeFile } from 'node:fs/promises'
import { BrownoutError } from '../engine/base/errors.ts'

/**
 * The text of a file that a verb is given.
 * @throws BrownoutError where it cannot be read
 */
export async function readInput(file: string, verb: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new BrownoutError(
      `Cannot ${verb} "${file}": ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message}.`,
      { cause: error },
    )
  }
}

/**
 * Writes a text to the file that was asked for, else prints it.
 * @throws BrownoutError where it cannot be written
 */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return void process.stdout.write(text)
  try {
    await writeFile(file, text)
  } catch (error) {
    throw new BrownoutError(`Cannot write "${file}": ${(error as Error).message}.`, { cause: error })
  }
}
