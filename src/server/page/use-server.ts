import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ControlClient, ControlRequestError, type Catalogue, type LastCalls, type OpenScope } from '../../control-client/control-client.ts'
import type { ServerState } from '../control/routes.ts'

/** The interval of the page's requests to the server, in ms. */
const interval = 500

/** How many of the last calls the page shows. */
const shownCalls = 50

/** The state of the server at the page's last request. */
export interface Seen {
  readonly state: ServerState
  readonly calls: LastCalls
  readonly scopes: readonly OpenScope[]
  readonly catalogue: Catalogue
}

/** The server that the page is about. */
export interface ServerView {
  /** `undefined` until it has answered. */
  readonly seen: Seen | undefined
  /** The error, as text. */
  readonly trouble: string | undefined
  readonly needsToken: boolean
  readonly scope: string | undefined
  readonly choose: (scope: string | undefined) => void
  readonly giveToken: (token: string) => void
  /** Does something with the server, then looks at it again. Resolves to whether it worked. */
  readonly act: (action: (client: ControlClient) => Promise<unknown>) => Promise<boolean>
}

/** Polls the server, and sends the user's actions. */
export function useServer(): ServerView {
  const [scope, choose] = useState<string>()
  const [token, giveToken] = useState<string>()
  const [seen, see] = useState<Seen>()
  const [failure, fail] = useState<{ readonly error: unknown; readonly isOfAction: boolean }>()
  const client = useMemo(() => new ControlClient({ url: location.origin, scope, token }), [scope, token])
  // An answer about another scope can arrive late.
  const chosen = useRef(client)
  chosen.current = client
  // It is the same for as long as the server runs.
  const known = useRef<Catalogue>(undefined)

  const look = useCallback(async () => {
    try {
      const [state, calls, scopes] = await Promise.all([client.state(), client.lastCalls(shownCalls), client.scopes()])
      const catalogue = (known.current ??= await client.catalogue())
      if (chosen.current !== client) return
      see({ state, calls, scopes, catalogue })
      // The error of an action stays until the next one.
      fail((last) => (last?.isOfAction === true ? last : undefined))
    } catch (error) {
      if (chosen.current === client) fail({ error, isOfAction: false })
    }
  }, [client])

  useEffect(() => {
    let timer: number | undefined
    let isOver = false
    const lookOn = async (): Promise<void> => {
      await look()
      if (!isOver) timer = window.setTimeout(() => void lookOn(), interval)
    }
    void lookOn()
    return () => {
      isOver = true
      window.clearTimeout(timer)
    }
  }, [look])

  const act: ServerView['act'] = async (action) => {
    fail(undefined)
    const failed = await action(client).then(
      () => undefined,
      (error: unknown) => ({ error, isOfAction: true }),
    )
    fail(failed)
    await look()
    return failed === undefined
  }
  const { error } = failure ?? {}
  return {
    seen,
    trouble: error === undefined ? undefined : error instanceof Error ? error.message : String(error),
    needsToken: error instanceof ControlRequestError && error.status === 401,
    scope,
    choose,
    giveToken,
    act,
  }
}
