import { readFileSync } from 'node:fs'
import { bugs } from './bugs.ts'
import { breaksAgain } from './hunt.ts'
import type { KeptFailure } from './replay-elsewhere.ts'

// One of the bugs is that nobody catches an error, and the process hears of it, too.
process.on('uncaughtException', () => {})

/** The names of the apps that break their property again, of those whose incidents are in the file that was named. */
const again: string[] = []
for (const { name, incident } of JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as readonly KeptFailure[])
  if (
    await breaksAgain(
      bugs.find((bug) => bug.name === name)!,
      incident,
    )
  )
    again.push(name)
process.stdout.write(JSON.stringify(again))
