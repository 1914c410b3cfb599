import type { Load } from './load.ts'

/** A tool or server that answers calls, to be compared with others. */
export interface Contender {
  readonly name: string
  /** Sets it up for one load. */
  prepare(load: Load): Promise<Prepared>
}

/** A contender that is ready. */
export interface Prepared {
  /** Activates it for one slice of time, without its state of the slices before. */
  begin(): { readonly baseURL: string; end(): void }
  close(): Promise<unknown>
}

/** A server that is always active: a client needs only its address. */
export function always(baseURL: string, close: () => Promise<unknown>, forget: () => void = () => {}): Prepared {
  return {
    begin() {
      forget()
      return { baseURL, end() {} }
    },
    close,
  }
}
