import { expect, it } from 'vitest'
import { chroma, exa, pinecone, qdrant, tavily } from '../../../src/providers/http/index.ts'

it.for<[make: (options: never) => unknown, options: object, message: string]>([
  [qdrant, { colections: {} }, 'qdrant() cannot read its options: it has no "colections". Did you mean "collections"?'],
  [qdrant, { collections: { docs: {} } }, 'as its option "collections": expected lists by their names'],
  [chroma, { colections: {} }, 'chroma() cannot read its options: it has no "colections". Did you mean "collections"?'],
  [pinecone, { indices: {} }, 'pinecone() cannot read its options: it has no "indices". Did you mean "indexes"?'],
  [tavily, { page: [] }, 'tavily() cannot read its options: it has no "page". Did you mean "pages"?'],
  [exa, { pages: {} }, 'exa() got {} as its option "pages": expected a list of pages'],
  [exa, { url: 'exa' }, 'exa() got "exa" as its option "url": expected a URL'],
])('%o refuses %j', ([make, options, message]) => {
  expect(() => make(options as never)).toThrow(message)
})
