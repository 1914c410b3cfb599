import { strict as assert } from 'node:assert'
import { HumanMessage } from '@langchain/core/messages'
import type { Cases } from '../suite.ts'
import type { ChatClient, Handing } from './client.ts'

// The shortest valid picture, sound and text.
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII='
const sound = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA='
const document = Buffer.from('The parcel is in Ghent.').toString('base64')

const media = {
  image: { mime: 'image/png', data: picture, url: 'https://parcels.example/parcel.png' },
  audio: { mime: 'audio/wav', data: sound, url: 'https://parcels.example/parcel.wav' },
  file: { mime: 'application/pdf', data: document, url: 'https://parcels.example/parcel.pdf' },
} as const

/** A content block in LangChain's standard, with its source. */
function block(type: keyof typeof media, handing: Handing): Record<string, unknown> {
  const { mime, data, url } = media[type]
  const metadata = { filename: `parcel.${mime.split('/')[1]}` }
  if (handing === 'text') return { type, source_type: 'text', text: 'The parcel is in Ghent.', metadata }
  if (handing === 'base64') return { type, source_type: 'base64', data, mime_type: mime, metadata }
  return { type, source_type: 'url', url: handing === 'url' ? url : `data:${mime};base64,${data}`, mime_type: mime, metadata }
}

/** Cases about content blocks, for clients whose package supports LangChain's standard blocks. */
export function contentCases({ model, takes }: ChatClient): Cases {
  if (takes === undefined) return {}
  const ask = async (content: Record<string, unknown>): Promise<void> =>
    assert.notEqual((await model().invoke([new HumanMessage({ content: [content] as never })])).text, '')
  return {
    'a block of text is taken': () => ask({ type: 'text', source_type: 'text', text: 'Hello' }),
    ...Object.fromEntries(
      Object.entries(takes).flatMap(([type, handings]) =>
        handings.map((handing) => [`${type} as ${handing} is taken`, () => ask(block(type as keyof typeof media, handing))]),
      ),
    ),
  }
}
