import { z } from 'zod'
import { catalogue } from '../../../faults/catalogue.ts'
import { recipes } from '../../../recipes/catalogue.ts'
import type { Chaos } from '../../chaos/chaos.ts'
import { coreOf } from '../../chaos/core.ts'
import type { Dropped } from '../../engine/model/journal.ts'
import { startingAt } from '../../engine/plan/recipe.ts'
import { redactionIn } from '../../engine/run/write-incident.ts'
import type { Scopes } from '../scopes.ts'
import { ControlError } from './control-error.ts'
import { activeFaults, faultSchema, removeFaults, readFaults, readRecipes, recipeSchema, type ActiveFault } from './faults.ts'
import { beginAgain, beginScenario, scenarioSchema } from './scenario.ts'

/** The target of a request to control the server. */
export interface Controlled {
  readonly scopes: Scopes
  /** The name of the scope of the request, if it names one. */
  readonly scope: string | undefined
  /** The chaos of that scope. */
  readonly chaos: Chaos
  /** The base URL of each provider in that scope. */
  readonly baseUrls: Readonly<Record<string, string>>
}

/** The content of a request to control the server. */
export interface Given<Body, Query> {
  readonly body: Body
  readonly query: Query
  /** The last part of its path, for a route that ends with `*`. */
  readonly last: string
}

/** One route below `/__brownout`. */
export interface Route<Body = unknown, Query = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `*` at its end matches one part. */
  readonly path: string
  /** The schema of the body. A route without it takes none. */
  readonly body?: z.ZodType<Body>
  /** The schema of the query. A route without it takes none. */
  readonly query?: z.ZodType<Query>
  /** Default: 200 */
  readonly status?: number
  /** The headers of the response, next to those of any. */
  readonly headers?: Readonly<Record<string, string>>
  answer(on: Controlled, given: Given<Body, Query>): object
}

/** Defines a route, with the types of its schemas. */
function route<Body, Query>(defined: Route<Body, Query>): Route {
  return defined
}

/** The state of a server, in a scope. */
export interface ServerState {
  /** `null` for no scope. */
  readonly scope: string | null
  readonly seed: string
  /** Whether an incident is replayed: then nothing can be injected. */
  readonly isReplaying: boolean
  readonly calls: number
  readonly refused: number
  /** How many of them the journal has dropped. Absent if none. */
  readonly dropped?: Dropped | undefined
  readonly faults: readonly ActiveFault[]
  /** The base URL of each provider, by its name, in this scope. */
  readonly baseUrls: Readonly<Record<string, string>>
}

function stateOf({ scope, chaos, baseUrls }: Controlled): ServerState {
  const { seed, isReplaying } = chaos
  const { arrived, refused, dropped } = coreOf(chaos).run.journal
  const counts = { calls: arrived, refused, ...(dropped === undefined ? {} : { dropped }) }
  return { scope: scope ?? null, seed, isReplaying, ...counts, faults: activeFaults(chaos), baseUrls }
}

/** The journal, or its last calls in the order in which they arrived, without API keys. */
function journalOf(chaos: Chaos, count: number | undefined): object {
  const { run } = coreOf(chaos)
  const { journal } = run
  const { seed, arrived, calls, unhandled, dropped } = journal
  const lastOnes = () => ({ seed, total: arrived, calls: calls.slice(-count!), unhandled: unhandled.slice(-count!), dropped })
  return redactionIn(run)(JSON.parse(JSON.stringify(count === undefined ? journal : lastOnes())) as object)
}

/** @throws ControlError while an incident is replayed, whose faults are the only ones */
function checkIsNotReplaying({ isReplaying }: Chaos): void {
  if (isReplaying) throw new ControlError(409, 'An incident is replayed, so its faults are the only ones. Serve without --replay.')
}

const last = z.coerce.number('expected an integer').int().min(1).optional()

/** Every route, in the order of the guide. */
export const routes: readonly Route[] = [
  route({ method: 'GET', path: '', answer: (on) => stateOf(on) }),
  route({ method: 'GET', path: 'faults', answer: ({ chaos }) => ({ faults: activeFaults(chaos) }) }),
  route({
    method: 'POST',
    path: 'faults',
    status: 201,
    body: z.strictObject({ faults: z.array(faultSchema).min(1, 'expected at least one fault') }),
    answer({ chaos }, { body }) {
      checkIsNotReplaying(chaos)
      const injections = readFaults(body.faults)
      chaos.inject(...injections)
      return { faults: activeFaults(chaos).slice(-injections.length) }
    },
  }),
  route({ method: 'DELETE', path: 'faults', answer: ({ chaos }) => ({ removed: removeFaults(chaos) }) }),
  route({ method: 'DELETE', path: 'faults/*', answer: ({ chaos }, given) => ({ removed: removeFaults(chaos, given.last) }) }),
  route({
    method: 'POST',
    path: 'recipes',
    status: 201,
    body: z.strictObject({ recipes: z.array(recipeSchema).min(1, 'expected at least one recipe') }),
    answer({ chaos }, { body }) {
      checkIsNotReplaying(chaos)
      const now = Math.floor(coreOf(chaos).run.clock.now())
      const injections = readRecipes(body.recipes, chaos).flatMap((play) => startingAt(play, now))
      chaos.inject(...injections)
      // A recipe can have no phase left.
      return { faults: activeFaults(chaos).slice(activeFaults(chaos).length - injections.length) }
    },
  }),
  route({
    method: 'GET',
    path: 'journal',
    query: z.strictObject({ last }),
    answer: ({ chaos }, { query }) => journalOf(chaos, query.last),
  }),
  route({
    method: 'DELETE',
    path: 'journal',
    answer(on) {
      beginAgain(on.chaos)
      return stateOf(on)
    },
  }),
  route({
    method: 'GET',
    path: 'incident',
    query: z.strictObject({ prompts: z.enum(['keep', 'hash'], 'expected "keep" or "hash"').default('keep') }),
    headers: { 'content-disposition': 'attachment; filename="incident.json"' },
    answer: ({ chaos }, { query }) => chaos.incident(query),
  }),
  route({
    method: 'PUT',
    path: 'scenario',
    body: scenarioSchema,
    answer(on, { body }) {
      checkIsNotReplaying(on.chaos)
      beginScenario(on.chaos, body)
      return stateOf(on)
    },
  }),
  route({
    method: 'DELETE',
    path: 'scenario',
    answer(on) {
      on.scopes.restart(on.chaos)
      return stateOf(on)
    },
  }),
  route({
    method: 'GET',
    path: 'scopes',
    answer: ({ scopes }) => ({
      scopes: [...scopes.open].map(([name, chaos]) => ({ name, seed: chaos.seed, calls: coreOf(chaos).run.journal.arrived })),
    }),
  }),
  route({
    method: 'DELETE',
    path: 'scopes/*',
    answer({ scopes }, given) {
      if (!scopes.end(given.last)) throw new ControlError(404, `Cannot end the scope "${given.last}": no such scope is open.`)
      return { ended: given.last }
    },
  }),
  route({
    method: 'GET',
    path: 'catalogue',
    answer: () => ({
      faults: catalogue.map(({ name, family, summary }) => ({ name, family, summary })),
      recipes: recipes.map(({ recipe: { name, summary } }) => ({ name, summary })),
    }),
  }),
]
