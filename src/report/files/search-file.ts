import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { BrownoutError } from '../../engine/base/errors.ts'
import type { SearchData } from '../data/search-data.ts'
import { makePrivate, writePrivate } from './private-file.ts'
import { searchSchema } from './search-schema.ts'

/** The version of the search format that this version of brownout writes and reads. */
const searchVersion = 1

/** The folder of the written searches, below the directory that tests run in. */
export const searchFolder = '.brownout/searches'

/** Writes a search to a file that `brownout report` reads. Only its owner can read it: it contains prompts and answers. */
export function writeSearch(path: string, search: SearchData): void {
  makePrivate(dirname(path))
  writePrivate(path, `${JSON.stringify({ format: 'brownout-search', version: searchVersion, ...search })}\n`)
}

/**
 * Reads the search in a file.
 * @throws BrownoutError if it cannot be read, does not contain a search, or has another version
 */
export function readSearch(path: string): SearchData {
  const data = readJson(path)
  const { format, version } = (data ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'brownout-search')
    throw new BrownoutError(`Cannot read "${path}": its "format" is ${inWords(format)}, expected "brownout-search".${hintFor(format)}`)
  if (version !== searchVersion)
    throw new BrownoutError(`Cannot read "${path}": its version is ${inWords(version)}, and this brownout reads version ${searchVersion}.`)
  const result = searchSchema.safeParse(data)
  if (!result.success) throw new BrownoutError(`Cannot read "${path}":\n${z.prettifyError(result.error)}`)
  return result.data
}

/**
 * Reads the JSON in a file.
 * @throws BrownoutError if it cannot be read, or is not JSON
 */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new BrownoutError(`Cannot read "${path}": ${isMissing ? 'the file does not exist' : (error as Error).message}.`, { cause: error })
  }
}

function inWords(value: unknown): string {
  return JSON.stringify(value) ?? 'missing'
}

function hintFor(format: unknown): string {
  if (format === 'brownout-incident') return ' An incident is one run: replay it with "brownout replay".'
  return format === 'brownout-report' ? ' To compare with a former report, use --since.' : ''
}
