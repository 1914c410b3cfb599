import { dialectAt } from './dialects/index.ts'
import { rawFaults } from './faults.ts'
import { listen, type RawAnswer, type RawRequest, type RawServer } from './http.ts'
import { saidTo, type Said, type Wanted } from './said.ts'
import { answered, refused } from './wire.ts'

/** What the model answers to the nth request if the plan is about its words. */
export type Otherwise = (wanted: Wanted, before: number) => Said

function unknownPath(path: string): RawAnswer {
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: [`The raw server does not play ${path}.`], end: 'complete' }
}

/** Plays a provider under a plan of the matrix, or without a fault. */
export async function rawServer(plan: string | undefined, otherwise: Otherwise = saidTo): Promise<RawServer> {
  let arrived = 0
  const answer = ({ path, body }: RawRequest): RawAnswer => {
    const dialect = dialectAt(path)
    if (dialect === undefined) return unknownPath(path)
    const before = arrived++
    const asked = JSON.parse(body) as Readonly<Record<string, unknown>>
    const wanted = dialect.read(asked, path)
    const call = { dialect, wanted, said: saidTo(wanted, before), before, otherwise: otherwise(wanted, before) }
    const refusal = dialect.refusal?.(asked)
    if (refusal !== undefined) return refused(call, refusal)
    return plan === undefined ? answered(call) : rawFaults[plan]!(call)
  }
  return listen(answer)
}
