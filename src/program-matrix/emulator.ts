import type { Chaos } from '../chaos/chaos.ts'
import { ControlClient, type Scenario } from '../control-client/control-client.ts'
import { answerProcesses } from '../processes/answer-processes.ts'
import { baseUrlVariableOf } from '../providers/facts.ts'
import { serve, type BrownoutServer } from '../server/index.ts'

/** Where a program finds the emulated providers of its row. */
export interface Place {
  /** A name for files and folders, its own. */
  readonly name: string
  /** The base URL of each provider. */
  readonly baseUrls: Readonly<Record<string, string>>
  /** The variables from which programs read base URLs, and what adds Node processes. */
  readonly env: Readonly<Record<string, string>>
}

/** A scope of the emulator, for one run of a program. */
export interface OwnPlace extends Place {
  readonly chaos: Chaos
  close(): Promise<void>
}

/** Plays the providers for several runs of a program, each with its own faults and journal. */
export interface Emulator {
  /**
   * Opens a scope.
   * @throws BrownoutError if the scenario is wrong
   */
  open(name: string, scenario: Scenario): Promise<OwnPlace>
  close(): Promise<void>
}

/**
 * Starts an emulator.
 * @param joinsNode whether Node processes are answered wherever they call, as by `brownout run`
 */
export async function startEmulator(chaos: Chaos, joinsNode: boolean): Promise<Emulator> {
  const server = await serve(chaos)
  return {
    open: (name, scenario) => openPlace(server, name, scenario, joinsNode),
    close: () => server.close(),
  }
}

async function openPlace({ url, scopes }: BrownoutServer, name: string, scenario: Scenario, joinsNode: boolean): Promise<OwnPlace> {
  const control = new ControlClient({ url, scope: name })
  const { baseUrls } = await control.begin(scenario)
  const chaos = scopes.get(name)!
  const processes = joinsNode ? await answerProcesses(chaos, process.env['NODE_OPTIONS']) : undefined
  const variables = Object.entries(baseUrls).flatMap(([provider, baseUrl]) => {
    const variable = baseUrlVariableOf(provider)
    return variable === undefined ? [] : [[variable, baseUrl] as const]
  })
  return {
    name,
    baseUrls,
    env: { ...Object.fromEntries(variables), ...processes?.env },
    chaos,
    async close() {
      await processes?.close()
      await control.endScope(name)
    },
  }
}
