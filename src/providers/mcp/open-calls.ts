import type { Call, Exchange, FrameItem, ProviderStore, WireRequest } from '../../kit.ts'
import { messageOf } from './message.ts'
import { sessionIdOf } from './sessions.ts'

const owner = {}

/** The calls that are being answered, by their names. */
export function openCallsIn(store: ProviderStore): Map<string, Call> {
  return store.keep(owner, () => new Map<string, Call>())
}

/** The name that distinguishes a client's request from those of other clients. */
export function nameOf(request: Pick<WireRequest, 'headers' | 'url'>, id: unknown): string {
  return JSON.stringify([sessionIdOf(request) ?? null, id])
}

/** Keeps a call among those that the client can cancel, until it is answered. */
export function* whileOpen(items: Iterable<FrameItem>, { call, request, store }: Exchange): Generator<FrameItem, void, undefined> {
  const open = openCallsIn(store)
  const name = nameOf(request, messageOf(request).id)
  open.set(name, call)
  try {
    yield* items
  } finally {
    open.delete(name)
  }
}
