import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const commands: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens a file in the system's program for it. Without such a program it does nothing: the path has been printed. */
export function openFile(path: string): void {
  const [command, ...words] = commands[process.platform] ?? ['xdg-open']
  spawn(command, [...words, resolve(path)], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
