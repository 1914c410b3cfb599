import { DatabaseSync } from 'node:sqlite'

/** A letter to send to a customer. */
export interface Job {
  readonly id: number
  readonly customer: string
  readonly text: string
}

/** Sends mail. A real service ignores a letter whose idempotency key it has seen. */
export type SendMail = (letter: { readonly to: string; readonly text: string; readonly key?: string }) => Promise<void>

/** A queue with two jobs. */
export function openQueue(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  database.exec(`
    CREATE TABLE jobs (id INTEGER PRIMARY KEY, customer TEXT, text TEXT, letter TEXT, sent INTEGER DEFAULT 0);
    INSERT INTO jobs (customer, text) VALUES ('Ada', 'The parcel is late.'), ('Bob', 'The invoice is wrong.');
  `)
  return database
}

/** The jobs whose letter has not been sent. */
export function openJobs(database: DatabaseSync): readonly (Job & { readonly letter: string | null })[] {
  // The columns are those of the table above.
  return database.prepare('SELECT id, customer, text, letter FROM jobs WHERE sent = 0').all() as unknown as (Job & {
    readonly letter: string | null
  })[]
}
