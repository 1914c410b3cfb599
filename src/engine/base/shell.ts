import { printable } from './printable.ts'

/** Quotes a text as one shell word that is not expanded: for PowerShell on Windows, for any POSIX shell elsewhere. */
export function shellWord(text: string, platform: string): string {
  if (platform === 'win32') return plainOnWindows.test(text) ? text : powerShellText(text)
  return posixWord(text)
}

/** Formats a shell command with environment variables. */
export function shellCommand(command: string, variables: Readonly<Record<string, string>>, platform: string): string {
  const set = Object.entries(variables)
  return platform === 'win32'
    ? `${set.map(([key, value]) => `$env:${key}=${powerShellText(value)}; `).join('')}${command}${set.map(([key]) => `; $env:${key}=$null`).join('')}`
    : `${set.map(([key, value]) => `${key}=${posixWord(value)} `).join('')}${command}`
}

function posixWord(text: string): string {
  return /^[\w./@:=,-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", String.raw`'\''`)}'`
}

/**
 * Words that neither PowerShell nor cmd.exe changes, so that most commands work in both. PowerShell splits `-a.b`, and rewrites numbers such
 * as `1.50` for the script that is npx.
 */
const plainOnWindows = /^(?:--?[a-z][\w-]*|(?:[a-z_/\\]|\.[a-z./\\])[\w./\\:=-]*)$/i

/** PowerShell treats typographic quotes as quotes. */
function powerShellText(text: string): string {
  return `'${printable(text).replaceAll(/['\u2018-\u201B]/g, '$&$&')}'`
}
