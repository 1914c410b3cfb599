import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { counted } from '../engine/base/counted.ts'
import { formatDuration } from '../engine/base/duration.ts'
import type { Provider } from '../engine/model/provider.ts'
import { baseUrlVariableOf } from '../providers/facts.ts'
import { serve, type BrownoutServer, type TlsOptions } from '../server/index.ts'
import { arrivalsOf } from '../server/over-socket.ts'
import { chaosOf, inForce } from './chaos-of-settings.ts'
import type { ChaosSettings } from './chaos-options.ts'
import { everyProvider } from './every-provider.ts'
import { reachOf } from './host.ts'
import { keepIncident, keepScopeIncidents, writeIncidentFile, writeScopeIncidents } from './incident-file.ts'
import { oneLine } from './printed.ts'
import { logRequests } from './request-log.ts'
import { summaryOf, summaryOfScope } from './run-summary.ts'
import { endSignals } from './signals.ts'
import { telemetryOf } from './telemetry.ts'
import { keepCertificate, tlsOf, type TlsSettings } from './tls.ts'

/** The options of `brownout serve`. */
export interface ServeSettings extends ChaosSettings, Omit<TlsSettings, 'ownHost'> {
  readonly port: number
  /** Whether nothing but the lines for a shell is printed to standard output. */
  readonly env: boolean
  /** The token that requests to control the server must have. */
  readonly token?: string
  /** The time limit for open responses to complete once the server has to stop, in ms. */
  readonly grace: number
}

/** Serves until a signal stops the process, then lets responses complete for a while. A second signal stops it at once. */
export async function serveUntilStopped(settings: ServeSettings): Promise<void> {
  const { port, host, incident, env, token, grace, log } = settings
  const chaos = await chaosOf(settings, everyProvider)
  keepIncident(chaos, incident)
  logRequests(chaos, log)
  const telemetry = telemetryOf(settings)
  telemetry.watch(chaos)
  const onScope = (name: string, own: Chaos): void => {
    logRequests(own, log, name)
    telemetry.watch(own, name)
  }
  const tls = await tlsOf(settings)
  const server = await serve(chaos, {
    port,
    host,
    ...(tls === undefined ? {} : { tls }),
    ...(token === undefined ? {} : { token }),
    onScope,
  })
  keepScopeIncidents(server.scopes, incident)
  const certificate = tls === undefined || settings.cert !== undefined ? undefined : await certificateOf(tls, server)
  const tell = (lines: readonly string[]): void => lines.forEach((line) => (env ? console.error(line) : console.log(line)))
  tell([...beginning(chaos, server, settings), ...inForce(chaos, settings), ...arrivalsOf(chaos.injections)].map(oneLine))
  tell(['Point your app at it; clients read these when they are made:\n'])
  for (const provider of chaos.providers) console.log(placeOf(provider, server.baseUrls[provider.name]!))
  if (certificate !== undefined) console.log(`export NODE_EXTRA_CA_CERTS=${certificate}`)
  // For scripts that wait for it: from here on, clients are answered.
  console.log('# ready')
  await stopped()
  tell(stopping(chaos, server, grace))
  void stopped().then(() => server.close())
  await server.close({ grace })
  tell(ending(chaos, server))
  if (incident !== undefined) {
    writeIncidentFile(chaos, incident)
    tell([incident, ...writeScopeIncidents(server.scopes, incident)].map((file) => `The incident is in ${file}.`))
  }
  // At last: a collector that does not answer is waited for.
  tell(await telemetry.close())
}

/** The file of a certificate that was made. Without it no client could trust the server, which therefore stops. */
async function certificateOf(tls: TlsOptions, server: BrownoutServer): Promise<string> {
  try {
    return keepCertificate(tls, server.url)
  } catch (error) {
    await server.close()
    throw error
  }
}

function beginning(chaos: Chaos, { baseUrls, url }: BrownoutServer, { host, token }: ServeSettings): readonly string[] {
  const first = `brownout emulates ${Object.keys(baseUrls).join(', ')} at ${url}, with the seed "${chaos.seed}".`
  const control = token === undefined ? 'It cannot be controlled without --token.' : 'The token controls it.'
  return [first, ...reachOf(host).map((reach) => `${reach} ${control}`)]
}

/** The message about responses that keep the server from stopping. */
function stopping(chaos: Chaos, { scopes }: BrownoutServer, grace: number): readonly string[] {
  const open = [chaos, ...scopes.values()].reduce((sum, each) => sum + coreOf(each).run.journal.openCalls.size, 0)
  if (open === 0) return []
  return [`\nStopping: ${counted(open, 'call')} in flight, which can take ${formatDuration(grace)}. Ctrl+C stops at once.`]
}

function ending(chaos: Chaos, { scopes }: BrownoutServer): readonly string[] {
  const ofScopes = [...scopes].flatMap(([name, own]) => summaryOfScope(name, own)).map((line) => `  ${line}`)
  const { arrived } = coreOf(chaos).run.journal
  return ['', ...summaryOf(chaos, counted(arrived, 'call')), ...(ofScopes.length === 0 ? [] : ['Scopes', ...ofScopes])]
}

/** The address of a provider, as a line for a shell: a variable to set, or a comment for clients that read none or start a command. */
function placeOf({ name, process }: Provider, url: string): string {
  if (process !== undefined) return `# ${name}: npx brownout stdio ${url}`
  const variable = baseUrlVariableOf(name)
  return variable === undefined ? `# ${name}: ${url}` : `export ${variable}=${url}`
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of endSignals) process.once(signal, () => resolve())
  })
}
