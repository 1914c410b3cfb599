import { readFileSync } from 'node:fs'
import { catalogue } from '../../../faults/catalogue.ts'
import { brownout, openai, readIncident, type Incident } from '../../../src/index.ts'
import { ResilienceError, survives } from '../../../src/property/index.ts'
import { scriptApps, type ScriptApp } from './script-apps.ts'

/** Replays incidents in a process that knows nothing else, and writes the resulting incidents. */
const incidents = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Readonly<Record<ScriptApp, Incident>>
const again: Record<string, unknown> = {}
for (const [name, incident] of Object.entries(incidents) as [ScriptApp, Incident][]) {
  const chaos = brownout({ providers: [openai()], replay: readIncident(incident, catalogue) })
  const release = chaos.intercept()
  try {
    await survives(chaos, scriptApps[name])
  } catch (error) {
    if (!(error instanceof ResilienceError)) throw error
    again[name] = { property: error.property, incident: error.incident }
  } finally {
    release()
  }
}
process.stdout.write(JSON.stringify(again))
