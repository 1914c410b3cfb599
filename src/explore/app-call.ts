import { basename, extname } from 'node:path'
import type { AppFunction } from '../own-app/app-module.ts'

/** A call of the app. */
export interface AppCall {
  /** The name of the export. */
  readonly name: string
  /** The name for texts. A default export has the name of its file. */
  readonly title: string
  readonly given: readonly unknown[]
  /** As code: `ask("Where is my parcel?")`. */
  readonly text: string
  /** Calls the export of a module that was loaded. */
  on(exported: Readonly<Record<string, unknown>>): unknown
}

/**
 * The call of an exported function.
 * @param path of the module
 */
export function appCall(path: string, name: string, given: readonly unknown[]): AppCall {
  const title = name === 'default' ? basename(path, extname(path)) : name
  return {
    name,
    title,
    given,
    text: `${title}(${given.map((value) => JSON.stringify(value)).join(', ')})`,
    // The app can change its arguments; the next run must get the originals.
    on: (exported) => (exported[name] as AppFunction)(...structuredClone(given)),
  }
}
