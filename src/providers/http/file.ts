import { BrownoutError } from '../../kit.ts'

/**
 * Reads a JSON file. Relative paths begin at the working directory.
 * @throws BrownoutError if there is no such file, if it is not JSON, or in a browser
 */
export function jsonInFile(file: string | URL, what: string): unknown {
  try {
    return JSON.parse(process.getBuiltinModule('node:fs').readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    throw new BrownoutError(`${what}: its file cannot be read: ${(error as Error).message}`, { cause: error })
  }
}
