import { RecentMap, encodeText, type Problem, type ProviderStore, type Reply } from '../../../kit.ts'

/** A file that Mistral keeps. */
export interface StoredFile {
  readonly id: string
  readonly filename: string
  readonly purpose: 'batch' | 'fine-tune' | 'ocr'
  /** Its content (@mistralai/mistralai, models/components/sampletype). */
  readonly sampleType: 'batch_request' | 'batch_result' | 'batch_error' | 'instruct'
  readonly source: 'upload' | 'mistral'
  readonly text: string
  /** In ms since 1970. */
  readonly createdAt: number
  /** The answers in it, if it contains the results of a batch. */
  readonly reply?: Reply
}

const owner = {}

/** The files that are kept, by ID. */
export function filesIn(store: ProviderStore): Map<string, StoredFile> {
  return store.keep(owner, () => new RecentMap<string, StoredFile>())
}

/** Returns a file, or the API's error for an unknown one. The wording is assumed. */
export function fileFound(id: string, store: ProviderStore): StoredFile | Problem {
  return filesIn(store).get(id) ?? { kind: 'not-found', message: `File ${id} not found`, code: null }
}

/** Formats a time like the API. */
export function seconds(time: number): number {
  return Math.floor(time / 1_000)
}

/** The lines of a file that are not empty. */
export function linesOf({ text }: Pick<StoredFile, 'text'>): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

/** The file object (@mistralai/mistralai, models/components/fileschema). */
export function fileObject(file: StoredFile): Readonly<Record<string, unknown>> {
  const { id, filename, purpose, sampleType, source, text, createdAt } = file
  return {
    id,
    object: 'file',
    bytes: encodeText(text).length,
    created_at: seconds(createdAt),
    filename,
    purpose,
    sample_type: sampleType,
    num_lines: linesOf(file).length,
    mimetype: 'application/jsonl',
    source,
    signature: null,
    expires_at: null,
    visibility: 'workspace',
  }
}
