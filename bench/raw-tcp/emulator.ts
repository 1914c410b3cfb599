import { serve } from '../../src/server/index.ts'
import type { Client } from '../matrix/client.ts'
import { plans } from '../matrix/plans.ts'
import { chaosOf } from '../matrix/play.ts'
import type { Otherwise } from './raw-server.ts'
import { saidTo } from './said.ts'

/** The emulator over sockets. */
export interface Emulator {
  readonly url: string
  close(): Promise<void>
  /** What its model answered to each request: words and arguments, without their form on the wire. */
  readonly said: Otherwise
}

export async function emulator(client: Client, plan: string | undefined): Promise<Emulator> {
  const chaos = chaosOf(client, plan === undefined ? [] : [plans.find(({ name }) => name === plan)!.injection])
  const server = await serve(chaos)
  return {
    url: server.url,
    close: () => server.close(),
    said: (wanted, before) => {
      const usual = saidTo(wanted, before)
      const received = chaos.journal.calls[before]?.received
      if (received === undefined) return usual
      const given = /^[\w-]+\((.*)\)$/s.exec(received)?.[1]
      if (given === undefined) return { ...usual, text: received }
      // Some clients number the names of their tools within a process.
      return { ...usual, text: '', stop: 'tools', calls: [{ id: 'call_1', name: wanted.tools[0]!, arguments: given }] }
    },
  }
}
