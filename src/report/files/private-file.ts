import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a directory for files that contain prompts: nobody else on the machine reads them, and git does not see them. */
export function makePrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const ignored = join(directory, '.gitignore')
  if (!existsSync(ignored)) writePrivate(ignored, '*\n')
}

/** Writes a file that only its owner can read. Also a file that is there already becomes private. */
export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 })
  chmodSync(path, 0o600)
}
