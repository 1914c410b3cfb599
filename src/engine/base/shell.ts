import { printable } from './printable.ts'

/** A text as one word for a shell, which runs and expands nothing in it: PowerShell on Windows, elsewhere any POSIX shell. */
export function shellWord(text: string, platform: string): string {
  return platform === 'win32' ? powerShellWord(text) : posixWord(text)
}

/** A command for a shell, with environment variables set for it. */
export function shellCommand(command: string, variables: Readonly<Record<string, string>>, platform: string): string {
  const set = Object.entries(variables)
  return platform === 'win32'
    ? `${set.map(([key, value]) => `$env:${key}=${powerShellWord(value)}; `).join('')}${command}${set.map(([key]) => `; $env:${key}=$null`).join('')}`
    : `${set.map(([key, value]) => `${key}=${posixWord(value)} `).join('')}${command}`
}

function posixWord(text: string): string {
  return /^[\w./@:=,-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", String.raw`'\''`)}'`
}

/** PowerShell takes typographic quotes for quotes. */
function powerShellWord(text: string): string {
  return `'${printable(text).replaceAll(/['\u2018-\u201B]/g, '$&$&')}'`
}
