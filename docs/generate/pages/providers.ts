import { openai, type OpenAIFlavor, type Provider } from '../../../src/index.ts'
import { factories } from '../../../src/providers/index.ts'
import type { ProviderName } from '../../../src/engine/model/names.ts'
import { flavorFacts } from '../../../src/providers/facts.ts'
import { dialects } from '../dialects/index.ts'
import { table } from '../markdown.ts'
import { failureRow, failures } from '../provider-notes/failures.ts'
import { notes } from '../provider-notes/index.ts'
import { messages } from '../provider-notes/note.ts'
import { webSocketChapter } from '../provider-notes/web-sockets.ts'
import { dialectTable } from './dialect-table.ts'
import { chapterOf, flavorRow } from './provider-chapter.ts'
import { suites } from '../conformance/index.ts'
import { conformanceTable } from './conformance.ts'

const names = Object.keys(notes) as ProviderName[]
const flavors = (Object.keys(flavorFacts) as OpenAIFlavor[]).map((flavor) => openai({ flavor }))

/** How a flavor is asked: every one has Chat Completions. */
function asked({ baseUrls }: Provider): { readonly path: string; readonly body: object } {
  return { path: `${new URL(baseUrls[0]!).pathname.replace(/\/$/, '')}/chat/completions`, body: { model: 'some-model', messages } }
}

async function failureTable(): Promise<string> {
  const rows: string[][] = []
  for (const name of names) rows.push([name, ...(await failureRow(factories[name](), notes[name].endpoints[0]!))])
  for (const flavor of flavors) rows.push([flavor.name, ...(await failureRow(flavor, asked(flavor)))])
  return table(['provider', ...failures.map(([column]) => column), '`retry-after`', 'limit headers'], rows)
}

async function flavorChapter(): Promise<string> {
  return [
    '## Flavors of openai()',
    "Hosts that speak OpenAI's dialect with differences of their own: `openai({ flavor: 'groq' })`. The words of their errors, the field of the reasoning, the headers and the place of the usage in a stream are theirs. They accept parameters that OpenAI does not know, without effect; what OpenAI's Chat Completions refuse here, they refuse too. Tools that run at the host are not emulated. Where a wording is assumed, the file of the flavor says so.",
    table(['flavor', 'at', 'endpoints'], await Promise.all(flavors.map(flavorRow))),
  ].join('\n\n')
}

/** What is emulated, endpoint by endpoint, and what each client was seen to get of it. */
export async function providersPage(): Promise<string> {
  return [
    '# Providers',
    'Written by `npm run docs` from the providers themselves, and from what their official clients were seen to get. A `*` in a host stands for any account or region.',
    await dialectTable(dialects),
    '## How they fail',
    'The status of each failure, and whether the headers say when to come back and what the limits have left. Without `retry-after`, the `retryAfter` of a fault is in the body or nowhere.',
    await failureTable(),
    '## What others test',
    'Cases that others published, as tests, as types or as a list, run against the emulated providers. Lists of cases are followed in our own words.',
    await conformanceTable(suites),
    ...(await Promise.all(names.map((name) => chapterOf(factories[name](), notes[name])))),
    await flavorChapter(),
    webSocketChapter,
    '',
  ].join('\n\n')
}
