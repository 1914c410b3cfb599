import { describe, expect, it } from 'vitest'
import { chroma, exa, pinecone, qdrant, tavily } from '../../src/providers/http/index.ts'
import { toolOwners } from '../../src/providers/tool-hosts.ts'
import { knownHost } from '../../src/gateway/known-hosts.ts'
import { routerOf } from '../../src/gateway/router.ts'

const presets: Readonly<Record<string, unknown>> = { chroma, exa, pinecone, qdrant, tavily }

describe('a vector store or search service that is not set up', () => {
  it.for([
    ['https://api.pinecone.io/indexes', 'Pinecone', 'pinecone() of "brownout/http"'],
    ['https://docs-a1b2c3.svc.aped-4627-b74a.pinecone.io/query', 'Pinecone', 'pinecone() of "brownout/http"'],
    ['https://a1b2.europe-west3-0.gcp.cloud.qdrant.io/collections', 'Qdrant', 'qdrant() of "brownout/http"'],
    ['https://api.trychroma.com/api/v2/heartbeat', 'Chroma', 'chroma() of "brownout/http"'],
    ['https://api.tavily.com/search', 'Tavily', 'tavily() of "brownout/http"'],
    ['https://api.exa.ai/search', 'Exa', 'exa() of "brownout/http"'],
    [
      'https://a1b2.c0.europe-west3.gcp.weaviate.cloud/v1/graphql',
      'Weaviate',
      `http({ name: 'weaviate', url, routes }) of "brownout/http"`,
    ],
    ['https://api.search.brave.com/res/v1/web/search', 'Brave Search', `http({ name: 'brave-search', url, routes }) of "brownout/http"`],
  ] as const)('is refused at %s, and named with what emulates it', ([url, owner, setUp]) => {
    const router = routerOf([])
    expect(router.knows(new URL(url))).toBe(true)
    expect(router.find('POST', new URL(url))).toMatchObject({
      message: `Blocked POST ${url}: ${owner} is not set up here. Nothing was sent. Add ${setUp} to the option "providers" of brownout() or withChaos(). Set up now: none.`,
    })
  })

  it('names presets that exist, and knows the hosts that each of them plays', () => {
    for (const { preset } of toolOwners) if (preset !== undefined) expect(presets).toHaveProperty(preset)
    for (const { name, baseUrls } of [pinecone(), tavily(), exa()])
      for (const url of baseUrls)
        expect(knownHost(new URL(url.replaceAll('*', 'a-1')).hostname)?.setUp).toBe(`${name}() of "brownout/http"`)
  })

  it('leaves hosts alone that only share a domain', () => {
    for (const host of ['www.pinecone.io', 'usual-cat-1234.upstash.io', 'docs.tavily.com', 'weaviate.io'])
      expect(knownHost(host)).toBeUndefined()
  })
})
