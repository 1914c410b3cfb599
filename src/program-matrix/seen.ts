import { stripVTControlCharacters } from 'node:util'
import type { Ran } from './launch.ts'

/** The longest excerpt, in characters. */
const longest = 160

const isError = /^(?:uncaught )?(?:[\w.$]*(?:error|exception)|panic)(?: \[\w+\])?: ./i
const namesError = /error|fail|exception|invalid|limit|overload|quota|unable|cannot|could not|timed? ?out|abort|denied|refused/i

/** A place in code, or a line of code, as in a stack trace. */
const isOfStack = /^(?:file:|at |throw |\/\S+:\d+$)|[{;]$/

/** What a user sees of a failure: the first line that is an error, else the first line that names an error, else the last line. `undefined` if nothing was printed. */
export function messageIn({ stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>): string | undefined {
  const lines = [stderr, stdout].flatMap((text) =>
    stripVTControlCharacters(text)
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => /[\p{L}\p{N}]/u.test(line)),
  )
  const prose = lines.filter((line) => !isOfStack.test(line))
  const line = lines.find((each) => isError.test(each)) ?? prose.find((each) => namesError.test(each)) ?? lines.at(-1)
  return line === undefined || line.length <= longest ? line : `${line.slice(0, longest - 1)}…`
}
