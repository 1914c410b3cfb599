import { describe, expect } from 'vitest'
import { droppedTool } from '../../faults/dropped-tool.ts'
import { answers } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { completion } from './replies.ts'
import { given, mail, said, test, toolClients, track } from './tools.ts'

/** vitest's `test`, with a model that lists its tools, and the one that it must call. */
const choiceTest = withChaos({
  seed: 'tuesday',
  answers: answers.from(({ tools, toolChoice }) => JSON.stringify({ tools: tools.map(({ name }) => name), choice: toolChoice })),
})

describe.for(toolClients)('droppedTool with $name', ({ turn }) => {
  test('answers as if the first tool were not there', async ({ chaos }) => {
    chaos.inject(droppedTool())
    expect((await turn({ tools: [track, mail] })).calls).toMatchObject([{ name: mail.name }])
    expect(chaos.journal.calls).toMatchObject([
      {
        truth: `${track.name}(${given})`,
        received: `${mail.name}(${given})`,
        notes: ['dropped-tool: did not read the tool track_parcel'],
        fired: [{ fault: 'dropped-tool' }],
      },
    ])
  })

  test('answers in text if the only tool is lost', async ({ chaos }) => {
    chaos.inject(droppedTool())
    expect(await turn({ tools: [track] })).toMatchObject({ text: said, calls: [] })
  })

  test('loses the given tool', async ({ chaos }) => {
    chaos.inject(droppedTool({ name: mail.name }))
    expect((await turn({ tools: [mail, track] })).calls).toMatchObject([{ name: track.name }])
  })

  test('does not fire if that tool is not offered', async ({ chaos }) => {
    chaos.inject(droppedTool({ name: 'search' }), droppedTool().nth(2))
    expect((await turn()).calls).toMatchObject([{ name: track.name }])
    expect((await turn({ tools: [] })).text).toBe(said)
    expect(chaos.neverFired).toHaveLength(2)
  })
})

describe('droppedTool', () => {
  choiceTest.for([
    { tool: track.name, left: [mail.name], choice: 'auto' },
    { tool: mail.name, left: [track.name], choice: { name: track.name } },
  ])('leaves the choice to the model if the app chose the lost tool: $tool', async ({ tool, left, choice }, { chaos }) => {
    chaos.inject(droppedTool({ name: tool }))
    const { choices } = await completion({
      tools: [track, mail].map((function_) => ({ type: 'function', function: function_ })),
      tool_choice: { type: 'function', function: { name: track.name } },
    })
    expect(JSON.parse(choices[0]!.message.content!)).toEqual({ tools: left, choice })
  })
})
