import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BrownoutError } from '../engine/base/errors.ts'
import { fileText } from '../engine/base/file-text.ts'

/**
 * The text of a file that a command is given.
 * @throws BrownoutError if it cannot be read
 */
export async function readInput(file: string, verb: string): Promise<string> {
  try {
    return fileText(await readFile(file))
  } catch (error) {
    throw new BrownoutError(
      `Cannot ${verb} "${file}": ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'the file does not exist' : (error as Error).message}.`,
      { cause: error },
    )
  }
}

/**
 * Writes parts of a text to the requested file, or prints them. One after another, since all together can be longer than a
 * text can be.
 * @throws BrownoutError if it cannot be written
 */
export async function writeOutput(pieces: Iterable<string>, file: string | undefined): Promise<void> {
  const chunks = Readable.from(chunked(pieces))
  if (file === undefined) return pipeline(chunks, process.stdout, { end: false })
  try {
    await pipeline(chunks, createWriteStream(file))
  } catch (error) {
    throw new BrownoutError(`Cannot write "${file}": ${(error as Error).message}.`, { cause: error })
  }
}

const usualChunk = 65_536

function* chunked(pieces: Iterable<string>): Generator<string, void, undefined> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < usualChunk) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** How deep values are taken apart: an incident's calls are three levels down. */
const deepest = 3

/** A value as JSON in pieces, with an indentation of two and each call of an incident on a line of its own. */
export function* jsonPieces(value: unknown): Generator<string, void, undefined> {
  yield* piecesOf(value, 0)
  yield '\n'
}

function* piecesOf(value: unknown, depth: number): Generator<string, void, undefined> {
  const [indent, inner] = ['  '.repeat(depth), '  '.repeat(depth + 1)]
  const isApart = depth < deepest && typeof value === 'object' && value !== null && Object.keys(value).length > 0
  if (!isApart) return yield JSON.stringify(value) ?? 'null'
  const isList = Array.isArray(value)
  let separator = isList ? '[' : '{'
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined && !isList) continue
    yield `${separator}\n${inner}${isList ? '' : `${JSON.stringify(name)}: `}`
    yield* piecesOf(member, depth + 1)
    separator = ','
  }
  yield `\n${indent}${isList ? ']' : '}'}`
}
