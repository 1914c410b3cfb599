import { UsageError } from './usage-error.ts'

/**
 * Options before the command are brownout's own, those in it are not: the -- separates them.
 * @param example the command line up to the --
 * @throws UsageError if it is missing, or no command follows it
 */
export function checkCommand(words: readonly string[], typed: readonly string[], example: string): void {
  const follows = typed.includes('--') ? typed.slice(typed.indexOf('--') + 1) : []
  if (words.length === 0) throw new UsageError(`Expected a command, as in: ${example} -- node server.js`)
  if (follows.length !== words.length) throw new UsageError(`Expected -- before the command, as in: ${example} -- ${words.join(' ')}`)
}
