import { BrownoutError } from '../../kit.ts'

/** The parts of Node that are used here. A browser has none of them, and no files either. */
interface NodeProcess {
  getBuiltinModule(name: 'node:fs'): { readFileSync(file: string | URL, encoding: 'utf8'): string }
}

/**
 * Reads a JSON file. Relative paths begin at the working directory.
 * @throws BrownoutError if the file does not exist, if it is not JSON, or in a browser
 */
export function jsonInFile(file: string | URL, what: string): unknown {
  const { process } = globalThis as { process?: NodeProcess }
  if (process === undefined) throw new BrownoutError(`${what}: a browser has no files. Import the JSON, and give it as "value".`)
  try {
    return JSON.parse(process.getBuiltinModule('node:fs').readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    throw new BrownoutError(`${what}: its file cannot be read: ${(error as Error).message}`, { cause: error })
  }
}
