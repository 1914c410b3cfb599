import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a directory for files that contain prompts: other users cannot read them, and git ignores them. */
export function makePrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const ignored = join(directory, '.gitignore')
  if (!existsSync(ignored)) writePrivate(ignored, '*\n')
}

/** Writes a file that only its owner can read. An existing file becomes private, too. */
export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 })
  chmodSync(path, 0o600)
}
