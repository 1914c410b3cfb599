import { milliseconds } from '../engine/base/duration.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { ReadIncident } from '../engine/plan/incident.ts'
import type { Pace } from '../engine/model/reply.ts'
import { writeIncident } from '../engine/run/write-incident.ts'
import { handledBy } from '../intercept/handled-fetch.ts'
import { intercept } from '../intercept/network.ts'
import { handlersOf } from '../msw/handlers.ts'
import { webSocketHandlerOf } from '../msw/web-socket.ts'
import { answersOf } from './answers.ts'
import type { BrownoutOptions, Chaos } from './chaos.ts'
import { checkDay, checkProviderName, distinct } from './checks.ts'
import { ChaosCore, core, coreOf, type ChaosWithCore } from './core.ts'
import type { Harness } from './harness.ts'
import { checkSeed } from './options.ts'
import { openServer } from '../upstream/server/open-server.ts'
import { upstreamOf } from './upstream.ts'

/**
 * Sets up emulated providers in a harness.
 * @throws BrownoutError if two providers share a base URL or a name
 */
export function createChaos(options: BrownoutOptions, harness: Harness): ChaosWithCore {
  const providers = distinct(options.providers)
  const replay = options.replay === undefined ? undefined : replayOf(options.replay)
  const own = new ChaosCore(
    providers,
    {
      seed: String(replay?.seed ?? options.seed ?? 'brownout'),
      answers: answersOf(options.answers, replay),
      pace: paceOf(options.pace),
      speed: options.speed,
      keep: options.keep,
      upstream: options.upstream === undefined ? undefined : upstreamOf(options.upstream, providers),
      reach: openServer,
      ...(replay === undefined ? {} : { replay }),
    },
    harness,
  )
  // Those of an incident file can be for providers that the test no longer has: unmatched ones are reported after the replay.
  if (Array.isArray(options.replay)) own.check(options.replay)
  return chaosAround(own)
}

/** Returns another `chaos` object with the same providers, seed and answers, without injected faults. */
export function anotherOf(chaos: Chaos): Chaos {
  return chaosAround(coreOf(chaos).another())
}

/** Makes the public object of a core. */
function chaosAround(own: ChaosCore): ChaosWithCore {
  const { harness, providers } = own
  const escaped = ({ host, message }: { readonly host: string; readonly message: string }): void => {
    if (harness.escaped !== undefined) harness.escaped(message)
    else own.run.journal.refuseConnection({ host, message })
  }
  let handlers: ChaosWithCore['handlers'] | undefined
  const chaos: ChaosWithCore = {
    [core]: own,
    get seed() {
      return own.run.seed
    },
    providers,
    get handlers() {
      // At first use: MSW permanently keeps some state of each WebSocket handler.
      return (handlers ??= [...handlersOf(own.gateway), webSocketHandlerOf(own.gateway, providers)])
    },
    intercept() {
      const release = intercept({ handle: handledBy(harness.handlers), gateway: own.gateway, escaped })
      const close = own.openWay()
      return () => {
        close()
        release()
      }
    },
    inject(...injections) {
      own.check(injections)
      own.inject(injections)
    },
    play(...days) {
      for (const day of days) checkDay(day, providers)
      chaos.inject(...days.flatMap((day) => day.injections))
    },
    get injections() {
      return own.run.armed.active.map((armed) => armed.injection)
    },
    get neverFired() {
      return own.replayedRun.armed.idle.map(({ injection }) => injection)
    },
    get journal() {
      return own.run.journal
    },
    stateOf(name) {
      checkProviderName(name, providers)
      return own.run.storeOf(name)
    },
    incident: (options) => writeIncident(own.run, options),
    isReplaying: own.isReplaying,
    get replayReport() {
      return own.replayedRun.replayReport
    },
    reset(next) {
      checkSeed('chaos.reset()', next)
      own.begin(String(next ?? own.run.seed))
    },
  }
  return chaos
}

function paceOf({ firstToken = 0, perDelta = 0, tokensPerDelta = 1 }: NonNullable<BrownoutOptions['pace']> = {}): Pace {
  return { firstToken: milliseconds(firstToken), perDelta: milliseconds(perDelta), tokensPerDelta }
}

function replayOf(replay: ReadIncident | readonly Injection[]): Partial<ReadIncident> & Pick<ReadIncident, 'injections'> {
  return 'injections' in replay ? replay : { injections: replay }
}
