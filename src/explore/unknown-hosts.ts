import { BrownoutError } from '../engine/base/errors.ts'
import { knownHost } from '../gateway/known-hosts.ts'
import { facts } from '../providers/facts.ts'

const modelPaths: readonly RegExp[] = Object.values(facts).flatMap(({ paths }) => paths.map(([end]) => end))

/** Requests of the app to hosts that are not emulated. */
export interface UnknownHosts {
  /** The URLs of requests that were let through, without their queries. */
  readonly passed: readonly string[]
  /** Why a request that looks like a call to a model was refused. `undefined` if none was. */
  readonly refused: string | undefined
  /** Restores `fetch`. */
  release(): void
}

/** The message about a call to a model that is not emulated. `undefined` if the URL does not look like one. */
export function unknownModel({ origin, pathname }: URL): string | undefined {
  const path = modelPaths.find((end) => end.test(pathname))
  if (path === undefined) return undefined
  const base = `${origin}${pathname.replace(path, '')}`
  return `The app calls ${origin}${pathname}, an unknown host, so nothing was sent. If it has OpenAI's wire format, name it: --providers openai=${base}`
}

/** The message about a call to a known host that has no emulation. `undefined` if the host is not one. */
export function notEmulated({ origin, hostname, pathname }: URL): string | undefined {
  const host = knownHost(hostname)
  return host === undefined || host.setUp !== undefined
    ? undefined
    : `The app calls ${origin}${pathname} (${host.owner}), which is not emulated, so nothing was sent. If it has the wire format of a provider, name that: --providers openai=${origin}<path of its base URL>. Otherwise write a test with survives(), and answer it with an MSW handler.`
}

/**
 * Records the app's requests to other hosts, and refuses requests that look like model calls: they are not emulated and would reach a
 * real model. Start it before the chaos intercepts, so that it sees only requests that the chaos does not answer.
 */
export function watchUnknownHosts(): UnknownHosts {
  const real = globalThis.fetch
  const passed = new Set<string>()
  let refused: string | undefined
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    const found = unknownModel(url)
    if (found === undefined) {
      passed.add(`${url.origin}${url.pathname}`)
      return real(input, init)
    }
    refused ??= found
    throw new BrownoutError(found)
  }
  return {
    get passed() {
      return [...passed]
    },
    get refused() {
      return refused
    },
    release() {
      globalThis.fetch = real
    },
  }
}
