import { AsyncLocalStorage } from 'node:async_hooks'

/** A test, during its run and afterwards. */
interface TestScope {
  readonly task: string
  readonly name: string
  isOver: boolean
}

const scopes = new AsyncLocalStorage<TestScope>()

/** Runs a test so that everything it starts is attributed to it, even after its end. */
export async function inScopeOf(
  { id, fullName }: { readonly id: string; readonly fullName: string },
  run: () => Promise<void>,
): Promise<void> {
  const scope: TestScope = { task: id, name: fullName, isOver: false }
  try {
    await scopes.run(scope, run)
  } finally {
    scope.isOver = true
  }
}

/** The test that the running code belongs to; `undefined` if that is unknown. */
export function taskInScope(): string | undefined {
  return scopes.getStore()?.task
}

/** The name of the test that the running code belongs to, if that test has ended. */
export function endedTest(): string | undefined {
  const scope = scopes.getStore()
  return scope?.isOver === true ? scope.name : undefined
}
