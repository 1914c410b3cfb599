// The same stories in a plain page: /?story=RateLimited
import * as stories from './chat.stories.ts'
import preview from './preview.ts'

const { default: meta, ...named } = stories
const name = new URLSearchParams(location.search).get('story') ?? 'Answers'
const story = Object.entries(named).find(([key]) => key === name)?.[1]
if (story === undefined) throw new Error(`Unknown story "${name}". Stories: ${Object.keys(named).join(', ')}`)

await preview.beforeAll()
for (const load of preview.loaders) await load({ parameters: {}, ...story })
document.body.append(meta.render())
