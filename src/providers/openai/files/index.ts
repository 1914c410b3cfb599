import { z } from 'zod'
import {
  digest,
  readForm,
  type Endpoint,
  type Problem,
  type ProviderStore,
  type ReadJson,
  type StorageRequest,
  type WireRequest,
} from '../../../kit.ts'
import { storageEndpoint, type StoragePlace } from '../storage/endpoint.ts'
import { limitProblem, pageOf, type PageSize } from '../storage/list.ts'
import { drawFileId, fileFound, fileObject, filesIn, isExpired, type StoredFile } from './file.ts'

const reference = 'https://platform.openai.com/docs/api-reference/files'

/** How long a file for a batch is kept, in ms (https://platform.openai.com/docs/api-reference/files/create, `expires_after`: "30 days"). */
const keptFor = 30 * 24 * 60 * 60 * 1_000

const purposes = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] as const
const upload = z.object({ purpose: z.enum(purposes), file: z.object({ filename: z.string(), text: z.string() }) })

function refuse(message: string, parameter?: string): Problem {
  return { kind: 'bad-request', message, code: null, ...(parameter === undefined ? {} : { parameter }) }
}

function readUpload({ text, headers }: WireRequest): ReadJson {
  const form = readForm(text, headers.get('content-type'))
  if (form === undefined) return { problem: refuse("Invalid Content-Type header, expected multipart/form-data; is a 'file' missing?") }
  const { filename, text: content } = form.get('file') ?? {}
  const purpose = form.get('purpose')?.text
  // As quoted in BerriAI/litellm#37527.
  if (purpose === 'batch' && filename?.endsWith('.jsonl') === false)
    return { problem: refuse('Invalid file format for Batch API. Must be .jsonl') }
  return { value: { purpose, file: filename === undefined ? undefined : { filename, text: content } } }
}

/** https://platform.openai.com/docs/api-reference/files/list: "Limit can range between 1 and 10,000, and the default is 10,000." */
const pageSize: PageSize = { usual: 10_000, highest: 10_000 }

/** The files in a list, only those with its purpose if it has one. */
function listed({ query }: StorageRequest, store: ProviderStore): readonly StoredFile[] {
  const purpose = query.get('purpose')
  return [...filesIn(store).values()].filter((file) => !isExpired(file, store) && (purpose === null || file.purpose === purpose))
}

function found({ ids: [id = ''] }: StorageRequest, store: ProviderStore): StoredFile | Problem {
  return fileFound(id, store)
}

/** Files, to the extent that batches need them (https://platform.openai.com/docs/api-reference/files). */
export function fileEndpoints(place: StoragePlace): readonly Endpoint[] {
  const one = { name: 'files', path: '/files/{id}', find: found } as const
  const fileOf = (body: StorageRequest['body']): z.output<typeof upload> => body as z.output<typeof upload>
  return [
    storageEndpoint<object>(place, {
      name: 'files',
      method: 'POST',
      path: '/files',
      documentation: `${reference}/create`,
      read: readUpload,
      schema: upload,
      find: () => ({}),
      about(_, { body }) {
        const { purpose, file } = fileOf(body)
        return { text: `${purpose} ${file.filename} ${digest(file.text)}` }
      },
      body(_, { body }, { random, arrivedAt, store }) {
        const { purpose, file } = fileOf(body)
        const expiresAt = purpose === 'batch' ? arrivedAt + keptFor : undefined
        const stored: StoredFile = { id: drawFileId(random), purpose, ...file, createdAt: arrivedAt, expiresAt }
        filesIn(store).set(stored.id, stored)
        return fileObject(stored)
      },
    }),
    storageEndpoint<object>(place, {
      name: 'files',
      method: 'GET',
      path: '/files',
      documentation: `${reference}/list`,
      find: (asked) => limitProblem(asked, pageSize) ?? {},
      about: (_, asked, store) => ({ text: `${listed(asked, store).length} files` }),
      body(_, asked, { store }) {
        const page = pageOf(listed(asked, store), asked, pageSize)
        return { ...page, data: page.data.map(fileObject) }
      },
    }),
    storageEndpoint<StoredFile>(place, { ...one, method: 'GET', documentation: `${reference}/retrieve`, body: fileObject }),
    storageEndpoint<StoredFile>(place, {
      ...one,
      method: 'DELETE',
      documentation: `${reference}/delete`,
      body({ id }, _, { store }) {
        filesIn(store).delete(id)
        return { id, object: 'file', deleted: true }
      },
    }),
    storageEndpoint<StoredFile>(place, {
      name: 'files.content',
      method: 'GET',
      path: '/files/{id}/content',
      documentation: `${reference}/retrieve-contents`,
      operation: 'read-batch-results',
      find: found,
      textType: 'application/octet-stream',
      about: ({ reply }) => (reply === undefined ? {} : { model: reply.model, stored: reply }),
      body: ({ text }) => text,
    }),
  ]
}
