import { printable } from './printable.ts'

/** Quotes a text as one shell word that is not expanded: for PowerShell on Windows, for any POSIX shell elsewhere. */
export function shellWord(text: string, platform: string): string {
  return platform === 'win32' ? powerShellWord(text) : posixWord(text)
}

/** Formats a shell command with environment variables. */
export function shellCommand(command: string, variables: Readonly<Record<string, string>>, platform: string): string {
  const set = Object.entries(variables)
  return platform === 'win32'
    ? `${set.map(([key, value]) => `$env:${key}=${powerShellWord(value)}; `).join('')}${command}${set.map(([key]) => `; $env:${key}=$null`).join('')}`
    : `${set.map(([key, value]) => `${key}=${posixWord(value)} `).join('')}${command}`
}

function posixWord(text: string): string {
  return /^[\w./@:=,-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", String.raw`'\''`)}'`
}

/** PowerShell treats typographic quotes as quotes. */
function powerShellWord(text: string): string {
  return `'${printable(text).replaceAll(/['\u2018-\u201B]/g, '$&$&')}'`
}
