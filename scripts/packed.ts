import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Packs the built package into a folder. Returns the name of the file there. */
export function packInto(folder: string): string {
  const words = ['pack', root, '--json', '--ignore-scripts']
  // npm is a script on Windows, which only a shell starts.
  const printed = execFileSync('npm', words, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' })
  const [{ filename }] = JSON.parse(printed) as [{ filename: string }]
  return filename
}
