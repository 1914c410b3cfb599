/** A search service, a vector store or another tool whose host a test must not reach. */
export interface ToolOwner {
  /** The name in messages. */
  readonly owner: string
  /** A `*` matches one label, or a part of one. */
  readonly hosts: readonly string[]
  /** The function of `brownout/http` that emulates it. Default: `http()`, with its routes */
  readonly preset?: string
}

/** Hosts of services that agents call most, from their API references and official clients. */
export const toolOwners: readonly ToolOwner[] = [
  // Vector stores. Clusters have addresses of their own.
  { owner: 'Pinecone', hosts: ['api.pinecone.io', '*.svc.*.pinecone.io'], preset: 'pinecone' },
  { owner: 'Qdrant', hosts: ['*.cloud.qdrant.io', '*.*.cloud.qdrant.io', '*.*.*.cloud.qdrant.io'], preset: 'qdrant' },
  { owner: 'Chroma', hosts: ['api.trychroma.com', '*.api.trychroma.com'], preset: 'chroma' },
  {
    owner: 'Weaviate',
    hosts: ['*.weaviate.network', '*.weaviate.cloud', '*.*.*.weaviate.cloud', '*.*.*.*.weaviate.cloud'],
  },
  { owner: 'Turbopuffer', hosts: ['api.turbopuffer.com', '*.turbopuffer.com'] },
  { owner: 'Upstash Vector', hosts: ['*-vector.upstash.io'] },
  { owner: 'Zilliz', hosts: ['*.*.zillizcloud.com', '*.*.*.zillizcloud.com'] },
  // Search services.
  { owner: 'Tavily', hosts: ['api.tavily.com'], preset: 'tavily' },
  { owner: 'Exa', hosts: ['api.exa.ai'], preset: 'exa' },
  { owner: 'Brave Search', hosts: ['api.search.brave.com'] },
  { owner: 'Serper', hosts: ['google.serper.dev', 'scrape.serper.dev'] },
  { owner: 'SerpApi', hosts: ['serpapi.com'] },
  { owner: 'Firecrawl', hosts: ['api.firecrawl.dev'] },
]
