import { readFileSync } from 'node:fs'
import { catalogue } from '../../../faults/catalogue.ts'
import { openQueue } from '../../../examples/job-worker/jobs.ts'
import { work } from '../../../examples/job-worker/naive.ts'
import { brownout, openai, readIncident } from '../../../src/index.ts'
import { ResilienceError, survives } from '../../../src/property/index.ts'

/** A plain script that replays the incident file it is given. */
const replay = readIncident(readFileSync(process.argv[2]!, 'utf8'), catalogue)
const chaos = brownout({ providers: [openai()], replay })
const release = chaos.intercept()

try {
  await survives(
    chaos,
    {
      app: ({ store }) => store,
      task: (database, { observe }) => work(database, ({ to }) => Promise.resolve(observe.effect(`mail to ${to}`))),
    },
    { crashes: { store: openQueue } },
  )
} catch (error) {
  if (!(error instanceof ResilienceError)) throw error
  process.stdout.write(`${error.message}\n`)
} finally {
  release()
}
