import { chmodSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Makes a directory for files that contain prompts: other users cannot read them, and git ignores them. */
export function makePrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const ignored = join(directory, '.gitignore')
  if (!existsSync(ignored)) writePrivate(ignored, '*\n')
}

/**
 * Writes a file that only its owner can read. An existing file becomes private, too. A process that is killed meanwhile leaves the
 * former file as it was. Devices, pipes and links are written as they are.
 */
export function writePrivate(path: string, text: string): void {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? existsSync(dirname(path))
  if (!isFile) return writeFileSync(path, text, { mode: 0o600 })
  const part = `${path}.${process.pid}.part`
  try {
    writeFileSync(part, text, { mode: 0o600 })
    chmodSync(part, 0o600)
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    if (!isOpenOnWindows(error)) throw error
    writeFileSync(path, text)
  }
}

/** Windows does not replace a file that another program has open, such as a virus scanner. */
function isOpenOnWindows(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(String((error as NodeJS.ErrnoException).code))
}
