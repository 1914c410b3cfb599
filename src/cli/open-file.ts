import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const commands: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // A shell would run what follows an "&" in the path.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens a file in the system's program for it. Without such a program it does nothing: the path has been printed. */
export function openFile(path: string): void {
  const [command, ...words] = commands[process.platform] ?? ['xdg-open']
  spawn(command, [...words, resolve(path)], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
