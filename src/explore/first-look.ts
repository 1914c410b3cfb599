import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { disturbances } from '../property/baseline/disturbances.ts'
import type { Observe } from '../property/verdict/observe.ts'
import { StuckError, virtualTime } from '../time/index.ts'
import type { AppModule } from '../own-app/app-module.ts'
import type { AppCall } from './app-call.ts'
import { shapeOf, consumed, type Shape } from './shape.ts'
import { notEmulated, unknownModel, type UnknownHosts } from './unknown-hosts.ts'

/** The facts about an app that a search needs. */
export interface FirstLook {
  readonly shape: Shape
  /** The names of the providers that the app calls, including when others are down. */
  readonly providers: readonly string[]
}

/** The names that web frameworks give to exported handlers. */
const handlerNames: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

const unheard: Observe = {
  streamed() {},
  retracted() {},
  effect() {},
  alert() {},
  task: async (_mark, run) => run(unheard),
}

/**
 * Imports the app and calls it without a fault, to check that it can be tested.
 * @throws BrownoutError if it cannot, with the fix
 */
export async function firstLook(chaos: Chaos, app: AppModule, call: AppCall, hosts: UnknownHosts): Promise<FirstLook> {
  const shape = await withoutFault(chaos, app, call, hosts)
  return { shape, providers: await ignoringUncaught(() => providersOf(chaos, app, call)) }
}

/** An app that depends on a provider can throw an uncaught error. The search reports that. */
async function ignoringUncaught<Value>(run: () => Promise<Value>): Promise<Value> {
  const ignore = (): void => {}
  process.on('unhandledRejection', ignore)
  try {
    return await run()
  } finally {
    process.off('unhandledRejection', ignore)
  }
}

async function withoutFault(chaos: Chaos, app: AppModule, call: AppCall, hosts: UnknownHosts): Promise<Shape> {
  const result = await called(chaos, app, call)
  const { journal } = chaos
  const [unhandled] = journal.unhandled
  // The refusal explains more than the app's reaction.
  if (hosts.refused !== undefined) throw new BrownoutError(hosts.refused)
  if (unhandled !== undefined) {
    const url = new URL(unhandled.url)
    throw new BrownoutError(unknownModel(url) ?? notEmulated(url) ?? `${call.text} cannot be tested: ${unhandled.message}`)
  }
  if (result.type === 'stuck')
    throw new BrownoutError(`${call.text} never settles, even without a fault. ${result.error.message}`, { cause: result.error })
  if (result.type === 'error')
    throw new BrownoutError(`${call.text} fails without any fault: ${inWords(result.error)}. ${remedyFor(call)}`, { cause: result.error })
  if (journal.calls.length === 0) throw new BrownoutError(noCall(call, hosts))
  return result.shape
}

/** The providers that an app calls, and those that it falls back to. */
async function providersOf(chaos: Chaos, app: AppModule, call: AppCall): Promise<readonly string[]> {
  let known: readonly string[] = []
  for (;;) {
    const called = [...new Set([...known, ...chaos.journal.calls.map(({ provider }) => provider)])]
    if (called.length === known.length) return known
    known = called
    chaos.reset()
    coreOf(chaos).run.armed.add(known.flatMap((provider) => disturbances.down({ provider })))
    await callOnce(app, call, chaos.seed)
  }
}

type Result =
  | { readonly type: 'value'; readonly shape: Shape }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'stuck'; readonly error: StuckError }

async function called(chaos: Chaos, app: AppModule, call: AppCall): Promise<Result> {
  chaos.reset()
  return callOnce(app, call, chaos.seed)
}

async function callOnce(app: AppModule, call: AppCall, seed: string): Promise<Result> {
  try {
    return await virtualTime(
      async () => {
        const result = await call.on(await app.load())
        const shape = shapeOf(result)
        await consumed(result, unheard)
        return { type: 'value', shape } as const
      },
      { seed, limit: '1h' },
    )
  } catch (error) {
    return error instanceof StuckError ? { type: 'stuck', error } : { type: 'error', error }
  }
}

function remedyFor({ name }: AppCall): string {
  return handlerNames.has(name)
    ? 'A handler of web requests takes a Request, which --with cannot pass. Export a function that takes the question, and name it: --export ask'
    : `If it needs other arguments, pass them: --with '["..."]'`
}

function inWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]!.replace(/\.$/, '')}` : String(error)
}

function noCall({ text }: AppCall, { passed }: UnknownHosts): string {
  const asked = passed.length === 0 ? '' : ` It called ${passed.slice(0, 3).join(', ')}.`
  return `${text} called no model provider, so there is nothing to make fail.${asked} If its provider has an address of its own, name it: --providers openai=<base URL>. If it needs other arguments to call a model, pass them: --with '["..."]'`
}
