import { serve } from '../server/index.ts'
import { chaosOf, inForce } from './chaos-of-settings.ts'
import type { ChaosSettings } from './chaos-options.ts'
import { keepIncident, writeIncidentFile } from './incident-file.ts'
import { logRequests } from './request-log.ts'
import { baseUrlVariableOf, everyProvider } from './every-provider.ts'

/** What `brownout serve` takes. */
export interface ServeSettings extends ChaosSettings {
  readonly port: number
  readonly host: string
  /** Whether nothing but the lines for a shell is printed to standard output. */
  readonly env: boolean
}

/** Serves until the process is told to stop. */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { port, host, incident, env } = settings
  const chaos = await chaosOf(settings, everyProvider)
  keepIncident(chaos, incident)
  logRequests(chaos, settings.log)
  const server = await serve(chaos, { port, host })
  const tell = env ? console.error : console.log
  tell(`brownout stands in for ${Object.keys(server.baseUrls).join(', ')} at ${server.url}, with the seed "${chaos.seed}".`)
  for (const line of inForce(chaos, settings)) tell(line)
  tell('Point your app at it; clients read these when they are made:\n')
  for (const [name, url] of Object.entries(server.baseUrls)) console.log(placeOf(name, url))
  // For scripts that wait for it: from here on, clients are answered.
  console.log('# ready')
  await stopped()
  await server.close()
  const { calls } = chaos.journal
  tell(`\n${calls.length} calls, ${calls.filter(({ fired }) => fired.length > 0).length} of them hit.`)
  if (incident === undefined) return
  writeIncidentFile(chaos, incident)
  tell(`The incident is in ${incident}.`)
}

/** Where a provider is, as a line for a shell: a variable to set, or where its clients read none, a comment. */
function placeOf(name: string, url: string): string {
  const variable = baseUrlVariableOf(name)
  return variable === undefined ? `# ${name}: ${url}` : `export ${variable}=${url}`
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
