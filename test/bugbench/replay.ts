import { readFileSync } from 'node:fs'
import { bugs } from './bugs.ts'
import { breaksAgain } from './hunt.ts'
import { failsAgain } from './judge-app.ts'
import type { KeptFailure } from './replay-elsewhere.ts'
import { sets } from './sets.ts'

// One of the bugs is an error that the app does not catch, so it reaches the process.
process.on('uncaughtException', () => {})

/** Whether an app fails again: its own property, or the report of the search on any app. */
async function isBrokenAgain({ name, incident }: KeptFailure): Promise<boolean> {
  const bug = bugs.find((one) => one.name === name)
  if (bug !== undefined && (await breaksAgain(bug, incident))) return true
  return failsAgain(
    apps.find((app) => app.name === name)!,
    incident,
  )
}

const apps = [...sets.known, ...sets.unseen].flatMap(({ buggyApps, rightApps }) => [...buggyApps, ...rightApps])
/** The names of the apps that fail again, of those whose incidents are in the file that was named. */
const again: string[] = []
for (const failure of JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as readonly KeptFailure[])
  if (await isBrokenAgain(failure)) again.push(failure.name)
process.stdout.write(JSON.stringify(again))
