import { RecentMap, encodeText, type Problem, type ProviderStore, type Random, type Reply } from '../../../kit.ts'

/** A file that the provider keeps. */
export interface StoredFile {
  readonly id: string
  readonly filename: string
  readonly purpose: string
  readonly text: string
  /** In ms since 1970. */
  readonly createdAt: number
  readonly expiresAt: number | undefined
  /** The answers in it, if it contains the results of a batch. */
  readonly reply?: Reply
}

const owner = {}

/** The files that a provider keeps, by ID. */
export function filesIn(store: ProviderStore): Map<string, StoredFile> {
  return store.keep(owner, () => new RecentMap<string, StoredFile>())
}

/** Whether a file has expired. */
export function isExpired({ expiresAt }: StoredFile, store: ProviderStore): boolean {
  return expiresAt !== undefined && store.now() >= expiresAt
}

/** Returns a file, or the API's error for an unknown or expired one. */
export function fileFound(id: string, store: ProviderStore, parameter = 'id'): StoredFile | Problem {
  const file = filesIn(store).get(id)
  return file === undefined || isExpired(file, store)
    ? { kind: 'not-found', message: `No such File object: ${id}`, parameter, code: null }
    : file
}

/** Draws the ID of a file. */
export function drawFileId(random: Random): string {
  return `file-${random.id(22)}`
}

/** The file object (https://platform.openai.com/docs/api-reference/files/object). */
export function fileObject({ id, filename, purpose, text, createdAt, expiresAt }: StoredFile): unknown {
  return {
    object: 'file',
    id,
    purpose,
    filename,
    bytes: encodeText(text).length,
    created_at: seconds(createdAt),
    expires_at: expiresAt === undefined ? null : seconds(expiresAt),
    status: 'processed',
    status_details: null,
  }
}

/** Formats a time like the API. */
export function seconds(time: number): number {
  return Math.floor(time / 1_000)
}
