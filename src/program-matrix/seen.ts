import { stripVTControlCharacters } from 'node:util'
import type { Ran } from './launch.ts'

type Printed = Pick<Ran, 'stdout' | 'stderr'>

/** The longest excerpt, in characters. */
const longest = 160

const isError = /^(?:uncaught )?(?:[\w.$]*(?:error|exception)|panic)(?: \[\w+\])?: ./i
const namesError =
  /error|fail|exception|invalid|limit|overload|quota|unable|cannot|could not|timed? ?out|abort|denied|refused|maximum|exceed|too (?:long|large|many)/i

/** A place in code, or a line of code, as in a stack trace. */
const isOfStack = /^(?:file:|at |throw |[A-Za-z]:\\.+:\d+$|\/\S+:\d+$)|[{;]$/

/**
 * What a user sees of a failure: the first line that is an error, else the first line that names one, else the last line. `undefined` if
 * nothing was printed.
 * @param usual the run without faults, whose lines are not about the failure
 */
export function messageIn(ran: Printed, usual?: Printed): string | undefined {
  const known = new Set(usual === undefined ? [] : linesOf(usual))
  const lines = linesOf(ran).filter((line) => !known.has(line))
  const prose = lines.filter((line) => !isOfStack.test(line))
  const line = lines.find((each) => isError.test(each)) ?? prose.find((each) => namesError.test(each)) ?? lines.at(-1)
  return line === undefined || line.length <= longest ? line : `${line.slice(0, longest - 1)}…`
}

/** The lines with letters or digits, standard error first. */
function linesOf({ stdout, stderr }: Printed): readonly string[] {
  return [stderr, stdout].flatMap((text) =>
    stripVTControlCharacters(text)
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => /[\p{L}\p{N}]/u.test(line)),
  )
}
