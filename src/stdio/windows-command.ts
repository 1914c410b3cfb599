/** A command with its arguments. */
export interface CommandWords {
  readonly command: string
  readonly args: readonly string[]
}

/** Characters that cmd.exe treats as its own unless `^` is before them. */
const escaped = /\^(.)/gs

/**
 * Reads the command out of a line for cmd.exe, as cross-spawn writes it for commands that are scripts on Windows, or do not exist. The
 * official MCP SDK starts its servers so.
 * @returns `undefined` if it is another command
 */
export function readWindowsCommand(command: string, args: readonly string[]): CommandWords | undefined {
  const line = /^"(.*)"$/s.exec(args[3] ?? '')?.[1]
  const isLine = /(?:^|[\\/])cmd(?:\.exe)?$/i.test(command) && args.length === 4 && args.slice(0, 3).join(' ') === '/d /s /c'
  if (!isLine || line === undefined) return undefined
  const [name = ''] = /^(?:\^.|[^ ^])*/s.exec(line) ?? []
  const once = line.slice(name.length).trimStart().replaceAll(escaped, '$1')
  // The scripts of node_modules/.bin start a second line, so that arguments are escaped twice.
  const rest = once.startsWith('^') ? once.replaceAll(escaped, '$1') : once
  return { command: name.replaceAll(escaped, '$1'), args: wordsOf(rest) }
}

/** Splits quoted words as programs on Windows do: `\"` is a quote, and backslashes before a quote are doubled. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\(?:\\\\)*"|\\+(?=[^"\\]))*(?:\\\\)*)"/g)].map(([, word = '']) =>
    word.replaceAll(/(\\+)("|$)/g, (_, slashes: string, quote: string) => slashes.slice(0, Math.floor(slashes.length / 2)) + quote),
  )
}
