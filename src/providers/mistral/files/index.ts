import { z } from 'zod'
import {
  digest,
  readForm,
  uuidFrom,
  type Endpoint,
  type Problem,
  type ProviderStore,
  type ReadJson,
  type StorageRequest,
  type WireRequest,
} from '../../../kit.ts'
import { pageOf } from '../page.ts'
import { storageEndpoint } from '../storage.ts'
import { fileFound, fileObject, filesIn, type StoredFile } from './file.ts'

const documentation = 'https://docs.mistral.ai/api/endpoint/files'

const upload = z.looseObject({
  file: z.object({ filename: z.string(), text: z.string() }),
  purpose: z.enum(['fine-tune', 'batch', 'ocr']).optional(),
})

function readUpload({ text, headers }: WireRequest): ReadJson {
  const form = readForm(text, headers.get('content-type'))
  const file = form?.get('file')
  const purpose = form?.get('purpose')?.text
  return {
    value: {
      ...(file?.filename === undefined ? {} : { file: { filename: file.filename, text: file.text } }),
      ...(purpose === undefined ? {} : { purpose }),
    },
  }
}

function listed({ query }: StorageRequest, store: ProviderStore): readonly StoredFile[] {
  const purpose = query.get('purpose')
  return [...filesIn(store).values()].filter((file) => purpose === null || file.purpose === purpose).toReversed()
}

function found({ ids: [id = ''] }: StorageRequest, store: ProviderStore): StoredFile | Problem {
  return fileFound(id, store)
}

/** Files, to the extent that batches need them. Without a purpose, a file is for fine-tuning. */
export const files: readonly Endpoint[] = [
  storageEndpoint<object>({
    name: 'files',
    method: 'POST',
    path: '/files',
    documentation,
    read: readUpload,
    schema: upload,
    find: () => ({}),
    about(_, { body }) {
      const { purpose, file } = body as z.output<typeof upload>
      return { text: `${purpose} ${file.filename} ${digest(file.text)}` }
    },
    body(_, { body }, { random, arrivedAt, store }) {
      const { purpose = 'fine-tune', file } = body as z.output<typeof upload>
      const sampleType = purpose === 'batch' ? 'batch_request' : 'instruct'
      const stored: StoredFile = { id: uuidFrom(random), ...file, purpose, sampleType, source: 'upload', createdAt: arrivedAt }
      filesIn(store).set(stored.id, stored)
      return fileObject(stored)
    },
  }),
  storageEndpoint<object>({
    name: 'files',
    method: 'GET',
    path: '/files',
    documentation,
    find: () => ({}),
    about: (_, asked, store) => ({ text: `${listed(asked, store).length} files` }),
    body: (_, asked, { store }) => pageOf(listed(asked, store), asked, fileObject),
  }),
  storageEndpoint<StoredFile>({
    name: 'files',
    method: 'GET',
    path: '/files/{id}',
    documentation,
    find: found,
    body: (file) => ({ ...fileObject(file), deleted: false }),
  }),
  storageEndpoint<StoredFile>({
    name: 'files',
    method: 'DELETE',
    path: '/files/{id}',
    documentation,
    find: found,
    body({ id }, _, { store }) {
      filesIn(store).delete(id)
      return { id, object: 'file', deleted: true }
    },
  }),
  storageEndpoint<StoredFile>({
    name: 'files.content',
    method: 'GET',
    path: '/files/{id}/content',
    documentation,
    operation: 'read-batch-results',
    find: found,
    textType: 'application/octet-stream',
    about: ({ reply }) => (reply === undefined ? {} : { model: reply.model, stored: reply }),
    body: ({ text }) => text,
  }),
]
