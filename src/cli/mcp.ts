import { appendFileSync } from 'node:fs'
import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { counted } from '../engine/base/counted.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { ProcessExit, ServerPlace } from '../engine/model/server-link.ts'
import type { Provider } from '../engine/model/provider.ts'
import { mcp } from '../providers/mcp/index.ts'
import { serve } from '../server/index.ts'
import { LineReader } from '../stdio/lines.ts'
import { PlayedProcess } from '../stdio/played-process.ts'
import { chaosOf, inForce } from './chaos-of-settings.ts'
import type { ChaosSettings } from './chaos-options.ts'
import { reachOf } from './host.ts'
import { keepIncident, writeIncidentFile } from './incident-file.ts'
import { logRequests } from './request-log.ts'
import { happenedIn } from './run-summary.ts'
import { endSignals, exitLike } from './signals.ts'
import { telemetryOf } from './telemetry.ts'
import { checkToolNames } from './tool-names.ts'

/** The options of `brownout mcp`. */
export interface McpSettings extends ChaosSettings {
  /** The command that starts the server, with its arguments; empty if it has a URL. */
  readonly words: readonly string[]
  readonly url?: string
  readonly header: Readonly<Record<string, string>>
  readonly name: string
  /** The port to answer at, instead of over stdio. */
  readonly listen?: number
  /** The address to listen on for it. */
  readonly host: string
  readonly logFile?: string
}

/** Is the proxy between an MCP client and a real server, until one of them ends. */
export async function proxyServer(settings: McpSettings): Promise<void> {
  const { seed, name, listen, host, log, logFile, incident, header } = settings
  const chaos = await chaosOf(settings, () => [providerOf(settings)])
  await checkToolNames(placeOf(settings), chaos.injections, chaos.providers[0]!)
  for (const value of Object.values(header)) coreOf(chaos).run.credentials.add(value)
  keepIncident(chaos, incident)
  logRequests(chaos, log ?? (logFile === undefined ? undefined : 'text'), undefined, printerFor(logFile))
  const telemetry = telemetryOf(settings)
  telemetry.watch(chaos)
  tell([`brownout proxies the MCP server "${name}", with the seed "${seed}".`, ...inForce(chaos, settings)])
  const conclude = async (): Promise<void> => {
    tell(happenedIn(chaos, counted(chaos.journal.calls.length, 'call')))
    if (incident !== undefined) {
      writeIncidentFile(chaos, incident)
      tell([`The incident is in ${incident}.`])
    }
    // At last: a collector that does not answer is waited for.
    tell(await telemetry.close())
  }
  if (listen === undefined) await speak(chaos, conclude)
  else await listenAt({ port: listen, host }, chaos, conclude)
}

function placeOf({ words: [command = '', ...args], url, header }: McpSettings): ServerPlace {
  return url === undefined ? { command, args } : { url, headers: header }
}

function providerOf(settings: McpSettings): Provider {
  const { name, listen } = settings
  const upstream = placeOf(settings)
  return mcp(listen === undefined ? { name, command: name, upstream } : { name, url: 'http://localhost/mcp', upstream })
}

/** Is the server over stdin and stdout. */
async function speak(chaos: Chaos, conclude: () => Promise<void>): Promise<void> {
  const { gateway } = coreOf(chaos)
  await gateway.router.load()
  const url = new URL(chaos.providers[0]!.baseUrls[0]!)
  const played = new PlayedProcess(gateway.answerWebSocket({ method: 'GET', url, headers: new Headers() }), {
    started() {},
    notFound: () => void conclude().then(() => exit({ code: 127, signal: null })),
    writes: (bytes, output) => write(bytes, process[output]),
    exited: (how) => void conclude().then(() => exit(how)),
  })
  const lines = new LineReader()
  process.stdin.on('data', (bytes: Buffer) => {
    for (const line of lines.read(bytes)) void played.read(line)
  })
  process.stdin.on('end', () => void played.isToldToExit('stdin'))
  for (const signal of endSignals) process.on(signal, () => void played.isToldToExit(signal))
}

/** Settles once the reader takes more. */
function write(bytes: Uint8Array, stream: NodeJS.WriteStream): Promise<void> | undefined {
  if (stream.write(bytes)) return undefined
  return new Promise((resolve) => void stream.once('drain', resolve))
}

function exit(how: ProcessExit): void {
  process.stdout.write('', () => exitLike(how))
}

/** Is the server over streamable HTTP. */
async function listenAt(
  place: { readonly port: number; readonly host: string },
  chaos: Chaos,
  conclude: () => Promise<void>,
): Promise<void> {
  const server = await serve(chaos, place)
  tell(reachOf(place.host))
  for (const url of Object.values(server.baseUrls)) console.log(url)
  await new Promise<void>((resolve) => {
    for (const signal of endSignals) process.once(signal, () => resolve())
  })
  await server.close()
  await conclude()
  process.exit()
}

function printerFor(file: string | undefined): (line: string) => void {
  if (file === undefined) return (line) => console.error(line)
  const print = (line: string): void => {
    try {
      appendFileSync(file, line)
    } catch (error) {
      throw new BrownoutError(`Cannot write the log to "${file}": ${(error as Error).message}`, { cause: error })
    }
  }
  // An error in the path of the file is reported before the run.
  print('')
  return (line) => print(`${line}\n`)
}

/** Standard output belongs to the protocol. */
function tell(lines: readonly string[]): void {
  for (const line of lines) console.error(line)
}
