import type * as Fs from 'node:fs'
import { BrownoutError } from '../engine/base/errors.ts'
import { builtin } from '../time/patches/patching.ts'

/** A folder of recordings. */
export interface RecordingFolder {
  /** The text of a file; `undefined` if there is none. */
  read(file: string): string | undefined
  /** @throws BrownoutError if the file cannot be written */
  write(file: string, text: string): void
  pathOf(file: string): string
}

/**
 * Opens a folder.
 * @param isNew whether it is made, if there is none
 * @throws BrownoutError if it cannot be used
 */
export function openFolder(path: string, isNew: boolean): RecordingFolder {
  const fs = builtin<typeof Fs>('node:fs')
  if (fs === undefined) throw new BrownoutError(`Cannot open the recordings of "${path}": this runtime has no files.`)
  const pathOf = (file: string): string => `${path.replace(/[/\\]$/, '')}/${file}`
  try {
    if (isNew) fs.mkdirSync(path, { recursive: true })
    if (!fs.statSync(path).isDirectory()) throw new Error('it is not a folder')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'the folder does not exist. Record replies into it with: brownout proxy --record' : message
    throw new BrownoutError(`Cannot open the recordings of "${path}": ${reason}.`, { cause: error })
  }
  return {
    pathOf,
    read(file) {
      try {
        return fs.readFileSync(pathOf(file), 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    write(file, text) {
      try {
        fs.writeFileSync(pathOf(file), text)
      } catch (error) {
        throw new BrownoutError(`Cannot write the recording "${pathOf(file)}": ${(error as Error).message}`, { cause: error })
      }
    },
  }
}
