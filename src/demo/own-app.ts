import { AppModule } from '../own-app/app-module.ts'
import { FreshModules } from '../own-app/fresh-modules.ts'
import { standInKeys } from '../own-app/stand-in-keys.ts'
import type { Performer } from './rehearsal.ts'

/** A function of the user's that answers a question: `ask(question, { onText, onRestart, signal })`. */
type Ask = (question: string, options: Parameters<Performer['ask']>[1]) => unknown

/** The user's own app, to show in the demo. */
export interface OwnApp {
  /**
   * Loads the module again, so that it uses the emulated providers.
   * @throws BrownoutError if it cannot be loaded, or exports no such function
   */
  create(): Promise<Performer>
  /** Restores imports and the environment. */
  release(): void
}

/**
 * Wraps the user's own app as a performer. The app exports a function that takes a question and returns the answer, or its deltas as an
 * async iterable. API keys that are not set get a placeholder, since nothing is sent.
 * @param name the export to call. Default: the only function, the default export, or the function named like the file
 */
export function ownApp(path: string, name?: string): OwnApp {
  const modules = new FreshModules()
  const keys = standInKeys()
  return {
    async create() {
      const app = new AppModule(path, modules)
      const exported = await app.loadInRealTime()
      return performer(exported[app.exportToCall(exported, name)] as Ask)
    },
    release() {
      keys.restore()
      modules.release()
    },
  }
}

function performer(ask: Ask): Performer {
  return {
    async ask(question, options) {
      const answer = await ask(question, options)
      if (!isIterable(answer)) return answer
      let text = ''
      for await (const piece of answer) {
        if (typeof piece !== 'string') continue
        text += piece
        options.onText(piece)
      }
      return text
    },
  }
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
