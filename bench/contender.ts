import type { Load } from './load.ts'

/** Someone who answers, to be measured beside others. */
export interface Contender {
  readonly name: string
  /** Sets it up for one load. */
  prepare(load: Load): Promise<Prepared>
}

/** A contender that is ready. */
export interface Prepared {
  /** Puts it in force for one slice of time, without what it remembers of those before. */
  begin(): { readonly baseURL: string; end(): void }
  close(): Promise<unknown>
}

/** A server whose address is all that a client needs of it, so that it is in force all the time. */
export function always(baseURL: string, close: () => Promise<unknown>, forget: () => void = () => {}): Prepared {
  return {
    begin() {
      forget()
      return { baseURL, end() {} }
    },
    close,
  }
}
