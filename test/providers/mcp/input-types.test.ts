import { expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { mcp } from '../../../src/providers/mcp/index.ts'

it('a run gets an input of the type of its schema, with any other tools', () => {
  const server = mcp({
    name: 'shop',
    url: 'https://shop.example/mcp',
    tools: {
      plain: { run: () => 'done' },
      speaking: {
        input: z.object({ count: z.number() }),
        run: ({ count }, { log }) => {
          expectTypeOf(count).toEqualTypeOf<number>()
          log('info', count)
          return 'done'
        },
      },
      described: {
        input: { type: 'object' },
        run: (input) => {
          expectTypeOf(input).toEqualTypeOf<Readonly<Record<string, unknown>>>()
          return 'done'
        },
      },
    },
  })
  expect(server.name).toBe('shop')
})
