import { basename, extname } from 'node:path'
import type { AppFunction } from '../own-app/app-module.ts'

/** How the app is called. */
export interface AppCall {
  /** Which export is called. */
  readonly name: string
  /** What it is called in texts: a default export has the name of its file. */
  readonly title: string
  readonly given: readonly unknown[]
  /** As code: `ask("Where is my parcel?")`. */
  readonly text: string
  /** Calls the export of a module that was loaded. */
  on(exported: Readonly<Record<string, unknown>>): unknown
}

/**
 * A call of an export, which is a function.
 * @param path of the module
 */
export function appCall(path: string, name: string, given: readonly unknown[]): AppCall {
  const title = name === 'default' ? basename(path, extname(path)) : name
  return {
    name,
    title,
    given,
    text: `${title}(${given.map((value) => JSON.stringify(value)).join(', ')})`,
    // An app that changes what it is given must not change what the next run gets.
    on: (exported) => (exported[name] as AppFunction)(...structuredClone(given)),
  }
}
